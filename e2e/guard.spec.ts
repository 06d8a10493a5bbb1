import { readFileSync } from "node:fs";
import { sendRaw } from "./harness/raw";
import { processOf } from "./harness/releases";
import { expect, portalUrl, test } from "./harness/test";

const MIB = 1024 * 1024;
const port = () => Number(new URL(portalUrl()).port);
const host = () => `Host: ${new URL(portalUrl()).host}`;
const origin = () => `Origin: ${portalUrl()}`;

/** Real paths of each kind: a page, a route handler, the sign-in, a file, nothing. */
const PATHS = ["/sign-in", "/api/requests", "/api/auth/signout", "/_next/static/nothing.js", "/nothing", "/nothing/"];

test.describe("the guard", () => {
  for (const path of PATHS) {
    test(`refuses ${path} under another Host`, async () => {
      for (const named of ["evil.example", `evil.example:${port()}`, `127.0.0.1:${port()}`, "localhost"]) {
        const answer = await sendRaw({ port: port(), head: [`GET ${path} HTTP/1.1`, `Host: ${named}`] });
        expect(answer.status, named).toBe(421);
      }
    });

    test(`refuses a write to ${path} with a foreign, an opaque or no Origin`, async () => {
      for (const header of [["Origin: https://evil.example"], ["Origin: null"], ["Origin: http://localhost"], []]) {
        const answer = await sendRaw({
          port: port(),
          head: [`POST ${path} HTTP/1.1`, host(), ...header, "Content-Length: 0"],
        });
        expect(answer.status, String(header[0])).toBe(403);
      }
    });

    test(`refuses a write to ${path} when Host and Origin are both the attacker's`, async () => {
      const name = `evil.example:${port()}`;
      for (const extra of [[], [`X-Forwarded-Host: ${new URL(portalUrl()).host}`]]) {
        const head = [
          `POST ${path} HTTP/1.1`,
          `Host: ${name}`,
          `Origin: http://${name}`,
          "Content-Length: 0",
          ...extra,
        ];
        expect((await sendRaw({ port: port(), head })).status).toBe(421);
      }
    });
  }

  test("lets probes ask by any name for their three paths, and change nothing there", async () => {
    for (const path of ["/healthz", "/readyz", "/metrics"]) {
      const head = (method: string) => [`${method} ${path} HTTP/1.1`, "Host: 10.0.0.7:3000", "Content-Length: 0"];
      expect((await sendRaw({ port: port(), head: head("GET") })).status, path).toBe(200);
      expect((await sendRaw({ port: port(), head: head("POST") })).status, path).toBe(421);
      const deeper = [`GET ${path}/x HTTP/1.1`, "Host: 10.0.0.7:3000"];
      expect((await sendRaw({ port: port(), head: deeper })).status, path).toBe(421);
    }
  });

  test("takes every method but GET, HEAD and OPTIONS for a write", async () => {
    for (const method of ["POST", "PUT", "PATCH", "DELETE", "PROPFIND"]) {
      const answer = await sendRaw({
        port: port(),
        head: [`${method} /healthz HTTP/1.1`, host(), "Content-Length: 0"],
      });
      expect(answer.status, method).toBe(403);
    }
  });

  test("answers 400 to an address whose percent signs stand for nothing, on pages and route handlers", async () => {
    for (const path of ["/tenants/%ff", "/tenants/%E0%A4%A", "/tenants/a/%ff/b", "/api/services/%ff/validator?v=x"]) {
      const answer = await sendRaw({ port: port(), head: [`GET ${path} HTTP/1.1`, host()] });
      expect(answer.status, path).toBe(400);
    }
  });

  // Next answers all of these by itself, before it asks its proxy.
  for (const [line, status] of [
    ["GET //evil.example/sign-in", 308],
    ["GET /tenants//acme", 308],
    ["GET /\\evil.example", 308],
    ["POST //api/requests", 308],
    ["GET http://evil.example/sign-in", 400],
    ["GET *", 400],
    ["OPTIONS *", 400],
    ["TRACE /sign-in", 400],
  ] as const) {
    test(`sees "${line}" too: refused under another Host, and led nowhere but to the portal under its own`, async () => {
      const send = (named: string) =>
        sendRaw({ port: port(), head: [`${line} HTTP/1.1`, named, origin(), "Content-Length: 0"] });
      expect((await send("Host: evil.example")).status).toBe(421);
      const answer = await send(host());
      expect(answer.status).toBe(status);
      const location = /^location: (.*)$/im.exec(answer.head)?.[1];
      expect(location === undefined ? portalUrl() : new URL(location, portalUrl()).origin).toBe(portalUrl());
    });
  }

  test("refuses a request without a Host", async () => {
    expect((await sendRaw({ port: port(), head: ["GET /sign-in HTTP/1.1"] })).status).toBe(400);
  });

  for (const path of ["/api/requests", "/api/auth/signout", "/sign-in"]) {
    for (const chunked of [false, true]) {
      test(`answers 413 to 30 MB sent to ${path} ${chunked ? "in chunks" : "with a length"}`, async () => {
        const head = [`POST ${path} HTTP/1.1`, host(), origin(), "Content-Type: application/json"];
        const answer = await sendRaw({ port: port(), head, bytes: 30 * MIB, chunked });
        expect(answer.status).toBe(413);
        expect(answer.body).toContain("1 MiB");
      });
    }
  }

  test("counts a body to the byte, so that nothing is cut off in silence", async () => {
    const head = ["POST /healthz HTTP/1.1", host(), origin()];
    expect((await sendRaw({ port: port(), head, bytes: MIB + 1, chunked: true })).status).toBe(413);
    // Nothing answers a POST there, which is for the route to say and not for the guard.
    expect((await sendRaw({ port: port(), head, bytes: MIB, chunked: true })).status).toBe(405);
  });

  test("does not keep what it refuses in memory", async () => {
    const head = ["POST /api/requests HTTP/1.1", host(), origin()];
    const send = () =>
      Promise.all(Array.from({ length: 10 }, () => sendRaw({ port: port(), head, bytes: 30 * MIB, chunked: true })));
    // The first round lets the process grow to what it needs for any request.
    await send();
    const before = residentMemory();
    await send();
    expect(residentMemory() - before).toBeLessThan(150 * MIB);
  });
});

/** Bytes of memory that the portal's process holds. */
function residentMemory(): number {
  const status = readFileSync(`/proc/${processOf(process.env.PORTAL_TEST_DATA ?? "")}/status`, "utf8");
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) * 1024;
}
