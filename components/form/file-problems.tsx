"use client";
import { Notice } from "@/components/ui/notice";
import type { FormModel } from "@/lib/domain/form-model";

/** A file that was written by hand and does not fit any more: what is wrong with it, before anything is changed. */
export function FileProblems({ model, mode }: { model: FormModel; mode: "form" | "yaml" }) {
  if (model.file === null || model.problems.length === 0) return null;
  const count = model.problems.length;
  return (
    <Notice
      tone="warn"
      title={
        model.file.values === null
          ? "The file as it stands can’t be read"
          : `The file as it stands has ${count === 1 ? "1 thing" : `${count} things`} that this service refuses`
      }
    >
      <ul className="list-disc pl-5">
        {model.problems.map(({ pointer, label, message }) => (
          <li key={`${pointer ?? ""} ${message}`}>{label === null ? message : `${label}: ${message}`}</li>
        ))}
      </ul>
      <p>
        {mode === "yaml"
          ? "Correct it in the text below. Nothing of it is lost."
          : "Correct it below, or edit the file as YAML. Nothing of it is lost."}
      </p>
    </Notice>
  );
}
