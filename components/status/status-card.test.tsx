import { readFileSync } from "node:fs";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import type { Story } from "@/lib/domain/status";
import { Evidence } from "./evidence";
import { StatusCard } from "./status-card";
import { pillWord, spoken } from "./words";

const now = "2026-03-01T09:30:00Z";
// Written by the trace's own golden cases, which hold its shape.
const story = (folder: string) =>
  JSON.parse(readFileSync(`lib/cluster/trace/cases/${folder}/story.json`, "utf8")) as Story;

function draw(
  folder: string,
  more: { simulated?: boolean; unreachable?: { since: string; why: string } } = {},
): string {
  const status = { story: story(folder), simulated: more.simulated ?? false, unreachable: more.unreachable ?? null };
  return renderToStaticMarkup(
    <StatusCard status={status} now={now} links={[{ text: "Ask for more quota", href: "/tenants/globex/edit" }]} />,
  );
}

/** The words that are heard: tags away, spaces joined. */
const heard = (markup: string) => markup.replaceAll(/<[^>]+>/g, " ").replaceAll(/\s+/g, " ");

describe("the drawing of the way from commit to pod", () => {
  it("is an ordered list of the six hops, each with its state in a word", () => {
    const markup = draw("a-new-instance-that-is-ready");
    expect(markup.match(/<li/g)).toHaveLength(6);
    for (const hop of ["Merged", "Synced", "Accepted", "Release", "Objects", "Pods"])
      expect(heard(markup)).toContain(`${hop} : done.`);
  });

  it("marks the hop where it stopped, and says the cause, the machine's words and what still runs", () => {
    const markup = draw("a-quota-that-is-used-up");
    expect(heard(markup)).toContain("Release : stopped here.");
    expect(markup.match(/aria-current="step"/g)).toHaveLength(1);
    expect(heard(markup)).toContain("Stopped at the release: the quota of globex is used up.");
    expect(heard(markup)).toContain("1 pod of the version before still runs.");
    expect(heard(markup)).toContain("exceeded quota: tenant");
    expect(heard(markup)).toContain("Ask for more quota");
  });

  it("says that a status is simulated", () => {
    expect(heard(draw("a-new-instance-that-is-ready", { simulated: true }))).toContain("This status is simulated");
    expect(heard(draw("a-quota-that-is-used-up", { simulated: true }))).toContain("This status is simulated");
  });

  it("says since when and why the cluster can't be asked", () => {
    const unreachable = { since: "2026-03-01T09:20:00Z", why: "connection refused" };
    const words = heard(draw("a-cluster-that-can-not-be-asked", { unreachable }));
    expect(words).toContain("10 minutes ago");
    expect(words).toContain("connection refused");
  });

  it("tells the same as a table, with every condition and event behind it", () => {
    const told = story("a-pod-that-runs-out-of-memory");
    const markup = renderToStaticMarkup(<Evidence story={told} now={now} />);
    expect(markup.match(/<caption/g)).toHaveLength(3);
    const conditions = told.hops.flatMap((hop) => hop.conditions);
    expect(markup.match(/role="row"/g)).toHaveLength(3 + 6 + conditions.length + told.events.length);
  });
});

describe("the word for a state", () => {
  it("is no outage while the version before still runs", () => {
    expect(pillWord(story("a-quota-that-is-used-up"))).toBe("Change not deployed");
    expect(pillWord(story("an-image-that-never-comes"))).toBe("Broken");
    expect(pillWord(story("an-instance-that-kro-waits-with"))).toBe("Slower than usual");
  });

  it("is not said twice", () => {
    expect(spoken(story("a-change-that-rolls-out-while-the-old-pod-runs"))).toBe("On its way: 0 of 1 pods ready.");
    expect(spoken(story("an-image-that-never-comes"))).toMatch(/^Broken\. Stopped at the pods:/);
  });
});
