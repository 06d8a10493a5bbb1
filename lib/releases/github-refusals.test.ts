import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { admin, LINES, ORDERS, requester } from "./contract-bench";
import { githubHarness } from "./github-harness";

const REFUSALS: [string, number, string, string, string][] = [
  ["an outage", 503, "Service Unavailable", "unavailable", "GitHub does not answer"],
  ["a key that is void", 401, "Bad credentials", "unavailable", "private key or the token has to be renewed"],
  ["a missing right", 403, "Resource not accessible by integration", "unavailable", "needs to write contents"],
  ["a repository that is gone", 404, "Not Found", "unavailable", "no repository acme-platform/releases"],
  ["a repository that moved", 301, "Moved Permanently", "unavailable", "has moved"],
  ["a protected branch", 422, "Cannot update this protected ref.", "conflict", "has to be let through"],
  ["a rule set", 422, "Repository rule violations found", "conflict", "has to be let through"],
  ["a refusal without a name", 422, "Validation Failed", "conflict", "GitHub refuses this: Validation Failed"],
  ["a conflict", 409, "Git Repository is empty.", "conflict", "Git Repository is empty"],
  ["a long wait", 429, "Too many requests", "unavailable", "no more calls from the portal for 10 minutes"],
];

describe("GitHub's refusals", { timeout: 60_000 }, () => {
  let world: Awaited<ReturnType<typeof githubHarness>>;

  beforeEach(async () => {
    world = await githubHarness({ maxAge: 60_000 });
  });
  afterEach(() => world.close());

  for (const [name, status, message, code, sentence] of REFUSALS)
    it(`says ${name} as a sentence with the way out, and the form can be sent again`, async () => {
      const base = (await world.releases.main()).commit;
      const submission = { key: "k", title: "T", path: ORDERS, content: LINES, base, by: requester, groups: [] };
      const headers: Record<string, string> = status === 429 ? { "retry-after": "600" } : {};
      world.server.faults.add({
        on: /^POST .*git\/refs$/,
        times: 99,
        what: { type: "status", status, message, headers },
      });
      const refused: unknown = await world.releases.submit(submission).catch((error: unknown) => error);
      expect(refused).toMatchObject({
        name: "PortalError",
        code,
        message: expect.stringContaining(sentence) as string,
      });
      expect(String(refused)).not.toMatch(/ghs_|Bearer|https?:/);
      world.server.faults.clear();
      expect(await world.releases.submit(submission)).toMatchObject({ outcome: "opened", request: { number: 1 } });
    });

  it("tells a person whose own sign-in is void to sign in again, and records nothing", async () => {
    const base = (await world.releases.main()).commit;
    const submission = { key: "k", title: "T", path: ORDERS, content: LINES, base, by: requester, groups: [] };
    const outcome = await world.releases.submit(submission);
    const head = "request" in outcome ? outcome.request.head : "";
    const said = { type: "approved", head, text: "", by: admin, token: "ghu_void" } as const;
    await expect(world.releases.remark(1, said)).rejects.toMatchObject({
      code: "unauthenticated",
      message: expect.stringContaining("sign in") as string,
    });
    expect((await world.releases.request(1))?.events).toHaveLength(1);
  });

  it("says when git may not read, or there is no such branch", async () => {
    world.server.accounts.revokeAll();
    const other = await world.open("other.git");
    await expect(other.main()).resolves.toBeDefined();
    await world.close();
    world = await githubHarness({ branch: "production" });
    await expect(world.releases.main()).rejects.toThrow("has no branch production");
  });
});
