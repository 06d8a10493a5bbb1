import { cx } from "@/components/ui/cx";
import { Sign, type SignName } from "@/components/ui/sign";
import { Time } from "@/components/ui/time";
import type { Hop, HopState } from "@/lib/domain/status";
import { HOP_LOOK, HOP_WORD } from "./words";

const DOT: Record<HopState, string> = {
  ok: "border-ok bg-ok text-surface",
  now: "border-accent bg-surface text-accent motion-safe:animate-wait",
  bad: "rounded-[7px]! border-bad bg-bad text-surface",
  idle: "border-dashed border-line-strong bg-surface text-muted",
  unknown: "border-dotted border-line-strong bg-surface text-muted",
};

const SIGN: Record<HopState, SignName> = { ok: "check", now: "clock", bad: "cross", idle: "dot", unknown: "minus" };

/**
 * The way from a commit to a running pod: six hops beside each other, one below the other on a phone. It is an ordered
 * list: each hop says its name, its state in a word, what it does and since when.
 */
export function Trace({ hops, now }: { hops: readonly Hop[]; now: string }) {
  return (
    <ol aria-label="From commit to pod" className="grid gap-3.5 px-5 pt-5.5 pb-4.5 md:grid-cols-6 md:gap-0">
      {hops.map((hop) => (
        <li
          key={hop.id}
          aria-current={hop.state === "now" || hop.state === "bad" ? "step" : undefined}
          className={cx(
            "relative grid content-start grid-cols-[27px_minmax(0,1fr)] gap-x-3 md:grid-cols-[minmax(0,1fr)] md:gap-y-1.5 md:pr-3.5 md:last:pr-0",
            // The line to the next hop: green once this one is done.
            "before:absolute before:top-[29px] before:-bottom-3 before:left-[13px] before:w-0.5 last:before:hidden",
            "md:before:top-[13px] md:before:right-0 md:before:bottom-auto md:before:left-[27px] md:before:h-0.5 md:before:w-auto",
            hop.state === "ok" ? "before:bg-ok" : "before:bg-line",
          )}
        >
          <span
            className={cx(
              "relative grid size-[27px] place-items-center rounded-full border-2 motion-safe:transition-colors motion-safe:duration-200",
              DOT[hop.state],
            )}
          >
            <Sign name={SIGN[hop.state]} size={14} />
          </span>
          <span className="grid min-w-0 content-start gap-0.5">
            <b title={HOP_LOOK[hop.id].what} className={cx(hop.state === "bad" && "text-bad")}>
              {HOP_LOOK[hop.id].title}
              <span className="sr-only">: {HOP_WORD[hop.state]}.</span>
            </b>
            {/* Keeps its line while there is nothing to say, so that nothing moves when there is. */}
            <span className="min-h-5 text-sm text-muted">
              {hop.note}
              {hop.at !== null && (
                <>
                  {hop.note !== "" && " · "}
                  <Time iso={hop.at} now={now} />
                </>
              )}
            </span>
          </span>
        </li>
      ))}
    </ol>
  );
}
