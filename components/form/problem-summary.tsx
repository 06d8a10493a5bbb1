"use client";
import { useEffect, useRef } from "react";
import { FirstFew } from "@/components/ui/first-few";
import { Notice } from "@/components/ui/notice";
import type { Problem } from "@/lib/domain/problem";
import { fieldId } from "./pointer";
import { ProblemLink } from "./problem-link";

/** "1 thing to change before this can be sent". */
export function summaryTitle(count: number): string {
  return `${count} ${count === 1 ? "thing" : "things"} to change before this can be sent`;
}

/**
 * Everything that is wrong, each line a link to its field. It takes the focus when a send was refused.
 *
 * @param attempt counts the refused sends: a new one moves the focus here
 */
export function ProblemSummary({
  problems,
  attempt,
  onPick,
}: {
  problems: readonly Problem[];
  attempt: number;
  onPick: (pointer: string) => void;
}) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (attempt > 0) box.current?.focus();
  }, [attempt]);
  if (problems.length === 0) return null;
  return (
    <Notice tone="bad" role="alert" ref={box} title={summaryTitle(problems.length)}>
      <ul className="list-disc pl-5">
        <FirstFew items={problems}>
          {(problem) => {
            const text = problem.label === null ? problem.message : `${problem.label}: ${problem.message}`;
            const { pointer } = problem;
            return (
              <li key={`${pointer ?? ""} ${problem.message}`}>
                {pointer === null ? (
                  text
                ) : (
                  <a
                    href={`#${fieldId(pointer)}`}
                    className="inline-block py-0.5 underline"
                    onClick={(event) => {
                      event.preventDefault();
                      onPick(pointer);
                    }}
                  >
                    {text}
                  </a>
                )}
                <ProblemLink problem={problem} />
              </li>
            );
          }}
        </FirstFew>
      </ul>
    </Notice>
  );
}
