import { Fragment } from "react";
import { cx } from "./cx";
import { type DiffHunkLike, numberedLines, skippedText } from "./diff-lines";

/**
 * A change of one file as a table: old line number, new line number, sign, text. Added and removed lines have a sign that
 * is seen and a word that is heard; a long line goes on below itself, so that all of it is seen without scrolling sideways.
 */
export function DiffTable({ caption, hunks }: { caption: string; hunks: readonly DiffHunkLike[] }) {
  const blocks = numberedLines(hunks);
  return (
    <div className="rounded-b-lg bg-sunken py-2">
      <table className="w-full border-collapse font-mono text-[0.8125rem] leading-[1.6]">
        <caption className="sr-only">{caption}</caption>
        <thead className="sr-only">
          <tr>
            <th scope="col">Line before</th>
            <th scope="col">Line after</th>
            <th scope="col">Change</th>
            <th scope="col">Text</th>
          </tr>
        </thead>
        <tbody>
          {blocks.map((block) => (
            <Fragment key={`${block.oldStart} ${block.newStart}`}>
              {block.skipped > 0 && (
                <tr>
                  <td colSpan={4} className="px-4 py-1 font-sans text-xs text-muted">
                    {skippedText(block.skipped)}
                  </td>
                </tr>
              )}
              {block.lines.map((line) => (
                <tr
                  key={`${line.oldLine ?? ""} ${line.newLine ?? ""}`}
                  className={cx(line.kind === "add" && "bg-add", line.kind === "remove" && "bg-del")}
                >
                  <td className="w-px py-0 pr-2 pl-3 text-right align-top text-muted tabular-nums select-none max-sm:sr-only">
                    {line.oldLine}
                  </td>
                  <td className="w-px py-0 pr-2 text-right align-top text-muted tabular-nums select-none max-sm:sr-only">
                    {line.newLine}
                  </td>
                  <td
                    className={cx(
                      "w-px py-0 pr-2 pl-2 text-center align-top font-bold select-none",
                      line.kind === "add" && "text-add-ink",
                      line.kind === "remove" && "text-del-ink",
                    )}
                  >
                    {line.kind !== "same" && (
                      <>
                        <span aria-hidden="true">{line.kind === "add" ? "+" : "−"}</span>
                        <span className="sr-only">{line.kind === "add" ? "added" : "removed"}</span>
                      </>
                    )}
                  </td>
                  <td className="py-0 pr-4 wrap-anywhere whitespace-pre-wrap">{line.text === "" ? " " : line.text}</td>
                </tr>
              ))}
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** How much changes, in words and numbers: "1 line added, 1 removed". */
export function DiffCount({ hunks }: { hunks: readonly DiffHunkLike[] }) {
  const lines = hunks.flatMap((hunk) => hunk.lines);
  const added = lines.filter((line) => line.kind === "add").length;
  const removed = lines.filter((line) => line.kind === "remove").length;
  return (
    <span className="inline-flex gap-2 font-mono text-sm font-semibold tabular-nums">
      <span className={added === 0 ? "text-muted" : "text-add-ink"}>
        <span aria-hidden="true">+{added}</span>
        <span className="sr-only">{added} added,</span>
      </span>
      <span className={removed === 0 ? "text-muted" : "text-del-ink"}>
        <span aria-hidden="true">−{removed}</span>
        <span className="sr-only">{removed} removed</span>
      </span>
    </span>
  );
}
