import { serviceOf } from "@/lib/domain/target";
import { checkManifest } from "@/lib/manifest/check";
import { valuesOf } from "@/lib/requests/manifest-file";
import { judgeValues } from "@/lib/schema/judge";
import type { Phase } from "./proposal";

/** The file is a manifest of exactly this target, and today's schema accepts its values. */
export const fileFits: Phase = ({ ground, proposal }) => {
  const { content, target } = proposal;
  const service = ground.services.find(({ name }) => name === serviceOf(target));
  if (content === null || !service) return [];
  const values = valuesOf(content);
  return [
    ...checkManifest(content, target, service.kind, ground.platform),
    ...(values ? judgeValues(service.schema, values) : []),
  ];
};
