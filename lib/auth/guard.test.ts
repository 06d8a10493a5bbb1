import { describe, expect, it } from "vitest";
import { BODY_LIMIT, type Incoming, isReadable, isWithin, rejectionOf } from "./guard";

const HERE = new URL("https://portal.example.com");
const READ: Incoming = {
  method: "GET",
  path: "/tenants",
  host: "portal.example.com",
  origin: null,
  contentLength: null,
};
const WRITE: Incoming = { ...READ, method: "POST", origin: "https://portal.example.com", contentLength: "2" };

describe("the guard lets through", () => {
  it.each<[string, Partial<Incoming>]>([
    ["a read without an Origin", {}],
    ["a read with any Origin, because reading changes nothing", { origin: "https://evil.example" }],
    ["HEAD and OPTIONS as reads", { method: "HEAD" }],
    ["a Host in capitals", { host: "Portal.Example.COM" }],
    ["a probe by the address of the pod", { path: "/readyz", host: "10.0.0.7:3000" }],
    ["Prometheus by the address of the pod", { path: "/metrics", host: "10.0.0.7:3000" }],
  ])("%s", (_, changed) => {
    expect(rejectionOf({ ...READ, ...changed }, HERE)).toBeNull();
  });

  it.each<[string, Partial<Incoming>]>([
    ["a write from the portal's own pages", {}],
    ["a signed delivery, which no browser sends", { path: "/api/github/webhook", origin: null }],
    ["a body of exactly the limit", { contentLength: String(BODY_LIMIT) }],
    ["a body whose length nobody states, because it is counted", { contentLength: null }],
  ])("%s", (_, changed) => {
    expect(rejectionOf({ ...WRITE, ...changed }, HERE)).toBeNull();
  });
});

describe("the guard refuses", () => {
  it.each<[string, number, Partial<Incoming>]>([
    ["no Host", 400, { host: null }],
    ["another Host", 421, { host: "evil.example" }],
    ["the right Host with another port", 421, { host: "portal.example.com:8443" }],
    ["a name below or around the right one", 421, { host: "a.portal.example.com" }],
    ["a name that only begins like the right one", 421, { host: "portal.example.com.evil.example" }],
    ["an empty Host", 421, { host: "" }],
    ["a path that only begins like a probe's", 421, { path: "/metrics/x", host: "10.0.0.7:3000" }],
    ["a write to a probe's path by another name", 421, { path: "/healthz", method: "POST", host: "evil.example" }],
    [
      "a rebound name, Host and Origin both the attacker's",
      421,
      { host: "evil.example", origin: "https://evil.example" },
    ],
    ["no Origin", 403, { origin: null }],
    ["a foreign Origin", 403, { origin: "https://evil.example" }],
    ["an opaque Origin", 403, { origin: "null" }],
    ["the right name over another scheme", 403, { origin: "http://portal.example.com" }],
    ["the right name at another port", 403, { origin: "https://portal.example.com:8443" }],
    ["an Origin that only begins like the right one", 403, { origin: "https://portal.example.com.evil.example" }],
    ["an Origin with a path, which no browser sends", 403, { origin: "https://portal.example.com/" }],
    ["two Origins", 403, { origin: "https://portal.example.com, https://evil.example" }],
    ["a body over the limit", 413, { contentLength: String(BODY_LIMIT + 1) }],
    ["a length that is no number", 413, { contentLength: "many" }],
  ])("a write with %s", (_, status, changed) => {
    expect(rejectionOf({ ...WRITE, ...changed }, HERE)?.status).toBe(status);
  });

  it.each(["POST", "PUT", "PATCH", "DELETE", "PROPFIND", "post"])("%s without an Origin", (method) => {
    expect(rejectionOf({ ...WRITE, method, origin: null }, HERE)?.status).toBe(403);
  });
});

describe("an address", () => {
  it.each(["/", "/tenants/%65xample", "/tenants/%E2%82%AC", "/tenants/%00", "/tenants/%2e%2e%2f"])(
    "%s can be read",
    (path) => {
      expect(isReadable(path)).toBe(true);
    },
  );

  // Next answers these with an error 500 where a part of the path is a parameter.
  it.each(["/tenants/%ff", "/tenants/%E0%A4%A", "/api/services/%/validator", "/requests/%zz"])("%s can't", (path) => {
    expect(isReadable(path)).toBe(false);
  });
});

describe("a body", () => {
  const stream = (...sizes: number[]) =>
    new ReadableStream<Uint8Array>({
      start(controller) {
        for (const size of sizes) controller.enqueue(new Uint8Array(size));
        controller.close();
      },
    });

  it("is within the limit up to its last byte", async () => {
    expect(await isWithin(null, 10)).toBe(true);
    expect(await isWithin(stream(), 10)).toBe(true);
    expect(await isWithin(stream(4, 6), 10)).toBe(true);
    expect(await isWithin(stream(4, 7), 10)).toBe(false);
  });

  it("is read no further than to the byte that is too many", async () => {
    let pulled = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        pulled += 1;
        controller.enqueue(new Uint8Array(4));
      },
    });
    expect(await isWithin(endless, 10)).toBe(false);
    expect(pulled).toBeLessThan(6);
  });
});
