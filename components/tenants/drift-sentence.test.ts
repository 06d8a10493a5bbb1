import { describe, expect, it } from "vitest";
import type { DriftView } from "@/lib/domain/tenant-views";
import { driftSentence } from "./drift-sentence";

const field = { label: "Instances", path: "spec.values.instances", merged: "3", live: "5" };
const compared = (fields: number, onItsWay = false): DriftView => ({
  is: "compared",
  fields: Array.from({ length: fields }, () => field),
  more: 0,
  onItsWay,
  live: "",
});

describe("the sentence about drift", () => {
  it.each(["away", "forbidden", "absent", "unreadable"] as const)(
    "never says that anything differs when that isn't known: %s",
    (why) => {
      expect(driftSentence({ is: "unknown", why }, false)).not.toMatch(/differ|changed/);
    },
  );

  it("says that all is equal, that a change is on its way, or that somebody may have changed the cluster", () => {
    expect(driftSentence(compared(0), false)).toBe("The cluster has everything as the manifest states it.");
    expect(driftSentence(compared(1, true), false)).toMatch(/^1 field differs: Argo CD has not brought/);
    expect(driftSentence(compared(2), false)).toMatch(/^2 fields differ .* Somebody may have changed/);
  });

  it("says that a simulated cluster is one", () => {
    for (const fields of [0, 1]) expect(driftSentence(compared(fields), true)).toContain("simulated");
  });
});
