// @vitest-environment jsdom
import { describe, expect, it, vi } from "vitest";
import { manifest } from "./acting";
import { foreign, open, type } from "./foreign-hands";

const FIELD = { title: "Config", type: "string", "x-options": { kind: "ConfigMap", namespace: "tenant" } };

/** Answers what is asked for suggestions; everything else stays as it was. */
function answering(answer: () => Promise<Response>): string[] {
  const asked: string[] = [];
  const before = globalThis.fetch;
  vi.stubGlobal("fetch", (url: string, init?: RequestInit) => {
    if (!url.startsWith("/api/options")) return before(url, init);
    asked.push(url);
    return answer();
  });
  return asked;
}
const suggested = () => [...document.querySelectorAll("datalist option")].map((option) => option.getAttribute("value"));

describe("a field with suggestions from the cluster", () => {
  it("asks for them once it is entered, offers them, and takes any other text", async () => {
    const asked = answering(() => Promise.resolve(Response.json({ kind: "ConfigMap", names: ["a", "b"] })));
    await open(foreign({ config: FIELD }));
    expect(asked).toEqual([]);
    await type("f/config", "c");
    expect(asked).toEqual(["/api/options?service=postgres&pointer=%2Fconfig&tenant=acme"]);
    expect(suggested()).toEqual(["a", "b"]);
    expect(document.getElementById("f/config")?.getAttribute("list")).toBe(document.querySelector("datalist")?.id);
    expect(document.body.textContent).toContain("2 of ConfigMap are suggested.");
    expect(manifest()).toContain("config: c");
  });

  it.each<[string, () => Promise<Response>]>([
    ["the cluster is away", () => Promise.resolve(Response.json({ kind: "ConfigMap", names: null }))],
    ["the portal doesn't answer", () => Promise.reject(new TypeError("fetch failed"))],
  ])("is a plain text field with a quiet note while %s", async (_when, answer) => {
    answering(answer);
    await open(foreign({ config: FIELD }));
    await type("f/config", "c");
    expect(suggested()).toEqual([]);
    expect(document.body.textContent).toContain("The cluster can’t be asked now");
    expect(manifest()).toContain("config: c");
  });
});
