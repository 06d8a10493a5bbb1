"use client";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { Draft } from "./drafts";
import type { DraftNews } from "./use-draft";

/** "10:42", or with its day when that is not today. */
export function sayWhen(iso: string, now: Date): string {
  const at = new Date(iso);
  const time = at.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  if (at.toDateString() === now.toDateString()) return time;
  return `${at.toLocaleDateString("en-GB", { day: "numeric", month: "long" })}, ${time}`;
}

const MOVED = {
  nothing: "",
  main: "Something else was merged since; your changes are on top of the manifest as it is now.",
  form: "The service’s settings changed since, so look at everything once more before you send it.",
};

/** What became of a draft: it is back, or the person must choose because the manifest changed under it. */
export function DraftNotice({
  news,
  onDiscard,
  onBringOver,
}: {
  news: DraftNews;
  onDiscard: () => void;
  onBringOver: (draft: Draft) => void;
}) {
  if (news === null) return null;
  if (news.type === "choose")
    return (
      <Notice tone="warn" role="group" title="The manifest changed since you began your draft">
        <p>
          Your draft from {sayWhen(news.draft.savedAt, new Date())} was made from an older version. Below is the
          manifest as it is now.{" "}
          {news.draft.text === null
            ? "Your changes can be put on top of it."
            : "Your own text is kept whole; what changed meanwhile is not in it."}
        </p>
        <div className="flex flex-wrap gap-2">
          <Button
            onClick={() => {
              onBringOver(news.draft);
            }}
          >
            {news.draft.text === null ? "Put my changes on top" : "Go on with my text"}
          </Button>
          <Button onClick={onDiscard}>Discard my draft</Button>
        </div>
      </Notice>
    );
  return (
    <Notice tone="idle" role="status">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <div>
          <p>Your draft from {sayWhen(news.at, new Date())} was restored.</p>
          {MOVED[news.moved] !== "" && <p>{MOVED[news.moved]}</p>}
          {news.both.length > 0 && (
            <p>
              Changed by both, with yours taken here:{" "}
              {news.both.map((pointer) => pointer.slice(1).replaceAll("/", ".")).join(", ")}. The diff shows what was
              there.
            </p>
          )}
        </div>
        <Button variant="quiet" onClick={onDiscard}>
          Discard draft
        </Button>
      </div>
    </Notice>
  );
}
