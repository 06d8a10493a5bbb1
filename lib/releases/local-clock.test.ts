import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { admin, LINES, ORDERS, requester } from "./contract-bench";
import { openLocalReleases } from "./local";

it("keeps a request's events in the order in which they happened when the clock goes back between them", async () => {
  const folder = await mkdtemp(join(tmpdir(), "clock-"));
  let time = Date.parse("2026-03-02T12:00:00Z");
  const open = () => openLocalReleases({ directory: join(folder, "r.git"), branch: "main", now: () => new Date(time) });
  let releases = await open();
  const base = (await releases.main()).commit;
  await releases.submit({ key: "k", title: "t", path: ORDERS, content: LINES, base, by: requester, groups: [] });
  const { head = "", main = "" } = (await releases.request(1)) ?? {};
  for (const type of ["changes-asked", "approved"] as const) {
    time -= 3_600_000;
    await releases.remark(1, { type, head, text: "", by: admin });
  }
  time -= 86_400_000;
  await releases.merge(1, { head, main, by: admin, text: "" });
  for (const when of ["while it runs", "after a restart"]) {
    const [request] = await releases.requests();
    expect(request?.state, when).toBe("merged");
    expect(request?.events.map(({ type }) => type)).toEqual(["opened", "changes-asked", "approved", "merged"]);
    expect((await releases.history(ORDERS, 9)).map(({ request: number }) => number)).toContain(1);
    expect((await releases.main()).entry(ORDERS)?.changedAt).toBe(new Date(time).toISOString());
    await releases.close();
    releases = await open();
  }
  await releases.close();
  await rm(folder, { recursive: true, force: true });
});
