"use client";
import { FirstFew } from "@/components/ui/first-few";
import { Notice } from "@/components/ui/notice";
import type { FormModel } from "@/lib/domain/form-model";
import type { Problem } from "@/lib/domain/problem";

/** What the person should know before they change anything: conflicts to settle, and a file that does not fit any more. */
export function FileProblems({ model, mode }: { model: FormModel; mode: "form" | "yaml" }) {
  const conflicts = model.problems.filter(({ code }) => code === "conflict");
  const wrong = model.problems.filter(({ code }) => code !== "conflict");
  return (
    <>
      {conflicts.length > 0 && (
        <Notice tone="warn" title="Main and this change have different plans">
          <ProblemList problems={conflicts} />
          <p>Here the change’s own values are filled in. Decide for each, then send.</p>
        </Notice>
      )}
      {model.file !== null && wrong.length > 0 && <WrongFile model={model} mode={mode} problems={wrong} />}
    </>
  );
}

function ProblemList({ problems }: { problems: readonly Problem[] }) {
  return (
    <ul className="list-disc pl-5">
      <FirstFew items={problems}>
        {({ pointer, label, message }) => (
          <li key={`${pointer ?? ""} ${message}`}>{label === null ? message : `${label}: ${message}`}</li>
        )}
      </FirstFew>
    </ul>
  );
}

function WrongFile({
  model,
  mode,
  problems,
}: {
  model: FormModel;
  mode: "form" | "yaml";
  problems: readonly Problem[];
}) {
  const count = problems.length;
  const unread = model.file?.values === null;
  return (
    <Notice
      tone="warn"
      title={
        unread
          ? "The file as it stands can’t be read"
          : `The file as it stands has ${count === 1 ? "1 thing" : `${count} things`} that this service refuses`
      }
    >
      {/* Of a file that can't be read the summary over its text names each line. */}
      {!(unread && mode === "yaml") && <ProblemList problems={problems} />}
      <p>
        {mode === "yaml"
          ? "Correct it in the text below. Nothing of it is lost."
          : "Correct it below, or edit the file as YAML. Nothing of it is lost."}
      </p>
    </Notice>
  );
}
