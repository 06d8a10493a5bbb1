import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type TraceInput, tellStory } from "./trace";

// A case is a folder: what Git wants and what the cluster holds go in, the story comes out. Its name is its claim.
const cases = new URL("./trace/cases/", import.meta.url);

describe("the story of", () => {
  for (const folder of readdirSync(cases).sort())
    it(folder.replaceAll("-", " "), async () => {
      // What the files hold is what the compiler can't know; the story on the other side shows whether it was right.
      const given = JSON.parse(readFileSync(new URL(`${folder}/objects.json`, cases), "utf8")) as Omit<
        TraceInput,
        "now" | "arrived"
      > & { now: string; contains?: string[] };
      const { contains, now, ...rest } = given;
      const arrived = contains && { arrived: (revision: string) => contains.includes(revision) };
      const story = tellStory({ ...rest, now: new Date(now), ...arrived });
      const told = `${JSON.stringify(story, null, 2)}\n`;
      await expect(told).toMatchFileSnapshot(new URL(`${folder}/story.json`, cases).pathname);
    });
});
