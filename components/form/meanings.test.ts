import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { schemaAt } from "@/lib/domain/field";
import type { JsonObject } from "@/lib/domain/json";
import { meaningsOf } from "./meanings";

const SIZES = { enum: ["small", "large"] };

describe("what a choice means", () => {
  it("is read from the description, which keeps what concerns all of them", () => {
    const description = "CPU of each copy: small 0.5 CPU and 1 GiB, large 2 CPU. It can grow. Never: shrink.";
    expect(meaningsOf({ ...SIZES, description })).toEqual({
      each: ["0.5 CPU and 1 GiB", "2 CPU"],
      rest: "CPU of each copy. It can grow. Never: shrink.",
    });
  });

  it.each([
    ["no description", undefined],
    ["no list", "How big it is."],
    ["a list without one of the values", "CPU: small 1 CPU."],
    ["a list with more than the values", "CPU: small 1 CPU, large 2 CPU, and more."],
    ["another order", "CPU: large 2 CPU, small 1 CPU."],
    ["a colon of another kind", "Note: it can't change later."],
  ])("is not guessed from %s", (_, description) => {
    expect(meaningsOf(description === undefined ? SIZES : { ...SIZES, description })).toBeNull();
  });

  it.each([
    ["tenant", "/size"],
    ["webapp", "/size"],
    ["postgres", "/size"],
    ["redis", "/size"],
    ["full-stack", "/web/size"],
    ["full-stack", "/database/size"],
  ])("every size of %s%s has one", (chart, pointer) => {
    const schema = JSON.parse(readFileSync(`charts/${chart}/values.schema.json`, "utf8")) as JsonObject; // our own chart
    const size = schemaAt(schema, pointer) ?? {};
    const each = meaningsOf(size)?.each ?? [];
    expect(each).toHaveLength(3);
    for (const meaning of each) expect(meaning).toMatch(/^[\d.]+ CPU and \d+ [MG]iB$/);
  });
});
