"use client";
import { useMemo } from "react";
import type { FormModel } from "@/lib/domain/form-model";
import { ServiceForm } from "./service-form";

/**
 * The form of a model that came as JSON. As an object it would come without its keys called `__proto__`: React leaves
 * them out on the way to the browser, and an edit would then take them out of the manifest.
 */
export function FormOfText({ model, closed }: { model: string; closed: boolean }) {
  const read = useMemo(() => JSON.parse(model) as FormModel, [model]); // form-view.tsx wrote it
  return <ServiceForm model={read} closed={closed} />;
}
