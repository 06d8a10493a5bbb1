import { describe, expect, it } from "vitest";
import { respond } from "@/app/api/respond";
import { PortalError } from "@/lib/domain/errors";
import type { Problem } from "@/lib/domain/problem";
import type { Refusal } from "@/lib/domain/send-request";

const refused = async (count: number): Promise<Refusal> => {
  const one = (nth: number): Problem => ({
    code: "unknown-key",
    pointer: `/k${nth}`,
    label: `k${nth}`,
    message: "No.",
  });
  const problems = Array.from({ length: count }, (_, nth) => one(nth));
  const response = await respond(() => Promise.reject(new PortalError("invalid", "Many things.", problems)));
  return (await response.json()) as Refusal; // what `respond` has just written
};

describe("a refusal", () => {
  it("carries every problem of a file as people write it", async () => {
    expect((await refused(500)).problems).toHaveLength(500);
  });

  it("carries the first of ten thousand problems and says how many more there are", async () => {
    const { problems } = await refused(10_000);
    expect(problems).toHaveLength(501);
    expect(problems.at(-1)).toEqual({ code: "more", pointer: null, label: null, message: "And 9500 more." });
  });
});
