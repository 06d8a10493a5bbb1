// @vitest-environment jsdom
import { describe, expect, it } from "vitest";
import type { JsonObject } from "@/lib/domain/json";
import { fieldValue, foreignEdit, open, press, sent, type } from "./foreign-hands";

const PROPERTIES: JsonObject = {
  size: { title: "Size", type: "integer", default: 2 },
  note: { title: "Note", type: "string" },
};
const VALUES = { tenant: "acme", name: "orders" };
const edited = () => foreignEdit(PROPERTIES, VALUES, { kept: [{ pointer: "/size", was: 1, is: 2 }] });

describe("a field whose default changed since the instance was made", () => {
  it("shows what the instance goes on with, and says both defaults", async () => {
    await open(edited());
    expect(fieldValue("f/size")).toBe("1");
    expect(document.getElementById("f/size-help")?.textContent).toContain(
      "It goes on with 1, which was the default when it was made; the new default is 2.",
    );
  });

  it("goes unsaid while nobody changes it", async () => {
    await open(edited());
    await type("f/note", "hello");
    await press("Send request");
    expect(sent[0]?.values).toEqual({ ...VALUES, note: "hello" });
  });

  it("states the new default when somebody wants it, because the cluster would keep the old one", async () => {
    await open(edited());
    await type("f/size", "2");
    await press("Send request");
    expect(sent[0]?.values).toEqual({ ...VALUES, size: 2 });
  });
});
