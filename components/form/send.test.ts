import { afterEach, describe, expect, it, vi } from "vitest";
import type { SendRequest } from "@/lib/domain/send-request";
import { sendRequest } from "./send";

const BODY: SendRequest = {
  key: "k",
  type: "create",
  service: "postgres",
  tenant: "acme",
  name: "orders",
  base: "b",
  schemaHash: "s",
  values: { tenant: "acme", name: "orders" },
};

function answering(status: number, body: unknown) {
  const fetching = vi.fn(() => Promise.resolve(new Response(JSON.stringify(body), { status })));
  vi.stubGlobal("fetch", fetching);
  return fetching;
}
const refusal = (code: string, problems: unknown[] = []) => ({ code, message: "Because.", problems });

describe("sending a request", () => {
  afterEach(() => vi.unstubAllGlobals());

  it("sends the body as it is and gives the answer back", async () => {
    const answer = { outcome: "opened", number: 7, href: "/requests/7" };
    const fetching = answering(201, answer);
    expect(await sendRequest(BODY)).toEqual({ outcome: "sent", answer });
    expect(fetching).toHaveBeenCalledWith("/api/requests", expect.objectContaining({ body: JSON.stringify(BODY) }));
  });

  it("a refusal comes with its sentence and its problems", async () => {
    const problem = { code: "too-large", pointer: "/instances", label: "Instances", message: "At most 5." };
    answering(422, refusal("invalid", [problem]));
    expect(await sendRequest(BODY)).toEqual({
      outcome: "refused",
      message: "Because.",
      problems: [problem],
      moved: false,
    });
  });

  it("a changed schema is told apart from every other conflict", async () => {
    answering(409, refusal("conflict", [{ code: "schema-changed", pointer: null, label: null, message: "" }]));
    expect((await sendRequest(BODY)).outcome).toBe("schema-changed");
    answering(409, refusal("conflict", [{ code: "conflict", pointer: "/size", label: "Size", message: "" }]));
    expect(await sendRequest(BODY)).toMatchObject({ outcome: "refused", moved: true });
    answering(409, refusal("conflict", [{ code: "request-open", pointer: null, label: null, message: "" }]));
    expect(await sendRequest(BODY)).toMatchObject({ outcome: "refused", moved: false });
  });

  it("a session that ended is said so, whatever else the answer holds", async () => {
    answering(401, "not json");
    expect((await sendRequest(BODY)).outcome).toBe("signed-out");
  });

  it("a body over the limit is a refusal, also when something before the portal answers", async () => {
    answering(413, "<html>");
    expect(await sendRequest(BODY)).toMatchObject({ outcome: "refused", problems: [] });
  });

  it.each([
    ["the network fails", () => Promise.reject(new TypeError("fetch failed"))],
    ["the wait was too long", () => Promise.reject(new DOMException("timeout", "TimeoutError"))],
    ["the portal fails", () => Promise.resolve(new Response("<html>", { status: 502 }))],
    ["the answer breaks off", () => Promise.resolve(new Response('{"outcome"', { status: 201 }))],
  ])("nobody knows whether it arrived when %s", async (_, fetching) => {
    vi.stubGlobal("fetch", vi.fn(fetching));
    const result = await sendRequest(BODY);
    expect(result.outcome).toBe("unknown");
    expect(result).toHaveProperty("message", expect.stringContaining("can't become two requests"));
  });
});
