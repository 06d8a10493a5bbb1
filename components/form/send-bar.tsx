"use client";
import { useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { useAlive } from "@/components/ui/use-alive";
import type { Kept } from "./use-draft";
import type { SendState } from "./use-send";

const LABELS = { idle: "Send request", sending: "Sending request…", sent: "Sent, opening it…", failed: "Send request" };

/** What went wrong with sending as a whole, and what to do about it. Problems of fields have their own summary. */
export function SendNotice({ state, attempt, quiet }: { state: SendState; attempt: number; quiet: boolean }) {
  const box = useRef<HTMLDivElement>(null);
  const failed = state.at === "failed" ? state.result : null;
  const shown = failed !== null && !(failed.outcome === "refused" && quiet && !failed.moved);
  useEffect(() => {
    if (shown) box.current?.focus();
  }, [shown, attempt]);
  if (!shown) return null;
  const here = encodeURIComponent(window.location.pathname + window.location.search);
  return (
    <Notice
      tone={failed.outcome === "refused" ? "bad" : "warn"}
      role="alert"
      ref={box}
      title="The request was not sent"
    >
      <p>{failed.message}</p>
      {(failed.outcome === "schema-changed" || (failed.outcome === "refused" && failed.moved)) && (
        <div>
          <Button
            onClick={() => {
              window.location.reload();
            }}
          >
            Reload form, keep my entries
          </Button>
        </div>
      )}
      {failed.outcome === "signed-out" && (
        <p>
          <a href={`/sign-in?next=${here}`} target="_blank" rel="noreferrer" className="underline">
            Sign in (opens a new tab)
          </a>
        </p>
      )}
    </Notice>
  );
}

/** The bar that ends a form: send, what else can be done, and whether the draft is safe. */
export function SendBar({
  state,
  kept,
  disabled = false,
  children,
}: {
  state: SendState;
  kept: Kept;
  disabled?: boolean;
  children?: React.ReactNode;
}) {
  const again = state.at === "failed" && state.result.outcome === "unknown";
  const alive = useAlive();
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2.5 border-t border-line pt-5">
      <Button
        // Before the page is alive the browser itself would send the form: to nowhere, and what was typed would be gone.
        type={alive ? "submit" : "button"}
        aria-disabled={!alive || undefined}
        variant="primary"
        busy={state.at === "sending" || state.at === "sent"}
        disabled={disabled}
      >
        {again ? "Send again" : LABELS[state.at]}
      </Button>
      {children}
      <span role="status" className="text-sm text-muted">
        {kept === "yes" && "Draft saved on this device"}
        {kept === "withheld" && "Not kept as a draft: it may hold a secret, or can’t be read"}
        {kept === "unable" && "This browser keeps no drafts: what you enter is lost when the page closes"}
      </span>
    </div>
  );
}
