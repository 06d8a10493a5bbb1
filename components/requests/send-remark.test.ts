import { afterEach, describe, expect, it, vi } from "vitest";
import { sendRemark } from "./send-remark";

const answer = (status: number, body: string) =>
  vi.stubGlobal(
    "fetch",
    vi.fn(() => Promise.resolve(new Response(body, { status }))),
  );
const remark = { type: "approve", head: "abc", text: "" } as const;

afterEach(() => vi.unstubAllGlobals());

describe("saying something about a request", () => {
  it("gives the state that the request is in afterwards", async () => {
    answer(200, JSON.stringify({ state: "approved" }));
    expect(await sendRemark(7, remark)).toEqual({ ok: true, state: "approved" });
  });

  it("gives a refusal with its sentence and its problems", async () => {
    const problems = [{ code: "x", pointer: null, label: null, message: "No." }];
    answer(409, JSON.stringify({ code: "conflict", message: "Somebody was faster.", problems }));
    expect(await sendRemark(7, remark)).toEqual({
      ok: false,
      code: "conflict",
      message: "Somebody was faster.",
      problems,
    });
  });

  it.each([
    ["a page that is no JSON", () => answer(502, "<html>")],
    ["an answer without a sentence", () => answer(500, "{}")],
    [
      "no answer at all",
      () =>
        vi.stubGlobal(
          "fetch",
          vi.fn(() => Promise.reject(new TypeError("failed"))),
        ),
    ],
  ])("says that it doesn't know after %s", async (_case, stub) => {
    stub();
    expect(await sendRemark(7, remark)).toMatchObject({ ok: false, code: "unreachable" });
  });
});
