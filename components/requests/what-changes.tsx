import { Card, CardBody, CardHead } from "@/components/ui/card";
import { DiffCount, DiffTable } from "@/components/ui/diff-table";
import { isOpen } from "@/lib/domain/request";
import type { RequestView } from "@/lib/domain/request-views";

const COMPARED: Record<RequestView["type"], string> = {
  create: "A new file.",
  update: "Compared with the file on main as it is now.",
  delete: "The file goes away.",
};

/** What the diff compares, in a sentence. */
function comparedText({ before, state, type }: Pick<RequestView, "before" | "state" | "type">): string {
  if (state === "merged") return "As it was merged.";
  if (before === "base") return "Compared with the file that the request was made from. Main has changed since.";
  return before === "before-merge" || !isOpen(state) ? "As it was when the request ended." : COMPARED[type];
}

/** The change itself, as the diff of the one file that a request is about. */
export function WhatChanges({
  request,
  level = 2,
}: {
  request: Pick<RequestView, "diff" | "path" | "before" | "type" | "state">;
  level?: 2 | 3;
}) {
  const { diff, path, before, type, state } = request;
  return (
    <Card aria-labelledby="what-changes">
      <CardHead id="what-changes" level={level} title="What changes">
        <span className="flex flex-wrap items-center gap-x-3">
          <span className="wrap-anywhere">{path}</span>
          <DiffCount hunks={diff} />
        </span>
      </CardHead>
      {diff.length === 0 ? (
        <CardBody className="text-muted">
          {state === "merged"
            ? "The file was already like this when the request was merged."
            : "The file on main already says exactly this: there is nothing left to change."}
        </CardBody>
      ) : (
        <>
          <DiffTable caption={`Change of ${path}`} hunks={diff} />
          <p className="border-t border-line px-4 py-2 text-sm text-muted">{comparedText({ before, state, type })}</p>
        </>
      )}
    </Card>
  );
}
