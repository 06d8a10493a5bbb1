import { describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { jsonObject, readBody, readQuery } from "@/app/api/read-body";
import { respond } from "@/app/api/respond";
import { PortalError } from "@/lib/domain/errors";
import { refusalOf } from "./support/refusal-of";

const address = "http://localhost:3000/api/x";
const post = (body: string) => new Request(address, { method: "POST", body });
const SHAPE = z.object({ name: z.string().max(5), values: jsonObject.exactOptional() });

describe("what comes in", () => {
  it("passes in its shape, without what nobody asked for", async () => {
    const values = { a: [1, { b: null }], c: "{{ x }}" };
    expect(await readBody(post(JSON.stringify({ name: "a", values, more: 1 })), SHAPE)).toEqual({ name: "a", values });
  });

  it.each([
    "",
    "{",
    "null",
    "[]",
    '{"name":1}',
    '{"name":"too long"}',
    '{"name":"a","values":[]}',
    '{"name":"a","values":"x"}',
  ])("%j is refused with a sentence", async (body) => {
    const { code, said } = await refusalOf(readBody(post(body), SHAPE));
    expect([code, said]).toEqual(["invalid", expect.stringContaining("The portal could not read what was sent")]);
  });

  it("values that are nested beyond reason are refused, however many levels there are", async () => {
    const deep = `{"name":"a","values":{"x":${"[".repeat(100_000)}${"]".repeat(100_000)}}}`;
    expect((await refusalOf(readBody(post(deep), SHAPE))).said).toContain("nested at most 50 levels deep");
  });

  it("a query is read like a body", () => {
    const shape = z.object({ for: z.string().default("") });
    expect(readQuery(new Request(`${address}?for=%2Ftenants`), shape)).toEqual({ for: "/tenants" });
    expect(readQuery(new Request(address), shape)).toEqual({ for: "" });
  });
});

describe("what goes out", () => {
  it("a refusal is its status with code, message and problems", async () => {
    const problems = [{ code: "x", pointer: "/a", label: "A", message: "No." }];
    const response = await respond(() => Promise.reject(new PortalError("conflict", "It has changed.", problems)));
    expect(response.status).toBe(409);
    expect(await response.json()).toEqual({ code: "conflict", message: "It has changed.", problems });
    expect(response.headers.get("cache-control")).toBe("no-store");
  });

  it("a refusal that another copy of the module threw is still one", async () => {
    class PortalErrorOfAnotherCopy extends Error {
      override readonly name = "PortalError";
      readonly code = "not-found";
      readonly status = 404;
      readonly problems: [] = [];
    }
    const response = await respond(() => Promise.reject(new PortalErrorOfAnotherCopy("Nothing here.")));
    expect([response.status, await response.json()]).toEqual([
      404,
      { code: "not-found", message: "Nothing here.", problems: [] },
    ]);
  });

  it("a bug is logged under a number that the person is told, and nothing of it goes out", async () => {
    const written = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    const response = await respond(() => Promise.reject(new Error("secret path /x")));
    const body = z.object({ code: z.literal("bug"), message: z.string() }).parse(await response.json());
    expect(response.status).toBe(500);
    expect(body.message).not.toContain("secret");
    const id = /the number (\w+)/.exec(body.message)?.[1] ?? "none";
    expect(written.mock.calls.flat().join("")).toContain(`id="${id}"`);
  });
});
