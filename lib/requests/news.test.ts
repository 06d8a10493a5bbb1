import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { News } from "@/lib/domain/news";
import { pageOf } from "@/lib/domain/path";
import type { Target } from "@/lib/domain/target";
import type { Viewer } from "@/lib/domain/viewer";
import { people, UseCasePortal } from "@/tests/support/use-case-portal";
import { type Newsroom, openNewsroom } from "./news";

const { admin, onlooker, stranger } = people;
const orders: Target = { type: "instance", tenant: "acme", service: "postgres", name: "orders" };
const foreign: Target = { type: "tenant", tenant: "globex" };

let portal: UseCasePortal;
let newsroom: Newsroom;
/** Says that something happened in the cluster; null while nobody listens to it. */
let happen: ((targets: readonly Target[] | null) => void) | null;

/** The pages that are followed closely. */
let open: string[];

beforeEach(async () => {
  open = [];
  portal = await UseCasePortal.withAcme();
  happen = null;
  portal.deps.cluster.changes = (listener) => {
    happen = listener;
    return {
      open: (targets) => {
        open = targets.map(pageOf);
      },
      end: () => {
        happen = null;
      },
    };
  };
  newsroom = openNewsroom(portal.deps, { together: 1, git: 5 });
});
afterEach(async () => {
  newsroom.close();
  await portal.close();
});

/** Somebody who follows, and what they heard. */
function follower(person: Viewer, ...pages: Target[]) {
  // What is said of the repository is kept apart: everybody hears that.
  const one = { now: person as Viewer | null, heard: [] as News[], versions: [] as string[], ended: false };
  const leave = newsroom.follow({
    viewer: () => Promise.resolve(one.now),
    pages,
    send: (news) => (typeof news === "string" ? one.versions.push(news) : one.heard.push(news)),
    end: () => {
      one.ended = true;
    },
  });
  return Object.assign(one, { leave: leave ?? (() => undefined), taken: leave !== null });
}
const soon = (check: () => void) => vi.waitFor(check, { timeout: 5_000, interval: 5 });

it("each hears of the pages that they may see, and of no tenant's in which they have no role", async () => {
  const all = [follower(onlooker), follower(stranger), follower(admin)];
  happen?.([orders, foreign]);
  await soon(() => expect(all[2]?.heard).toHaveLength(1));
  const mine = ["/tenants", "/tenants/acme", "/tenants/acme/postgres/orders"];
  expect(all[0]?.heard[0]).toEqual(expect.arrayContaining(mine));
  expect(JSON.stringify(all[0]?.heard)).not.toContain("globex");
  expect(all[1]?.heard).toEqual([]);
  expect(all[2]?.heard[0]).toEqual(expect.arrayContaining([...mine, "/tenants/globex", "/admin/instances"]));
  expect(JSON.stringify(all[0]?.heard)).not.toContain("/admin");
});

it("the page of the request that made something moves with it", async () => {
  const one = follower(admin);
  const [made] = (await portal.releases.requests()).filter(({ path }) => path === "acme/postgres/orders/manifest.yaml");
  happen?.([orders]);
  await soon(() => expect(one.heard[0]).toContain(`/requests/${made?.number}`));
});

it("whoever loses their role hears nothing more of the tenant, and whoever's session ends hears nothing more at all", async () => {
  const person = follower(onlooker);
  const witness = follower(admin);
  await portal.put("acme/manifest.yaml", { owners: [{ kind: "User", name: "dev:tenant-owner", role: "admin" }] });
  const version = await portal.releases.version();
  await soon(() => expect([person.versions.at(-1), witness.versions.at(-1)]).toEqual([version, version]));
  const before = [person.heard.length, witness.heard.length];
  happen?.([orders]);
  await soon(() => expect(witness.heard.length).toBeGreaterThan(before[1] ?? 0));
  expect(person.heard).toHaveLength(before[0] ?? 0);

  person.now = null;
  happen?.(null);
  await soon(() => expect(person.ended).toBe(true));
  expect(person.heard).toHaveLength(before[0] ?? 0);
});

it("a change of main or of a request is told to everybody, without saying which, and whoever comes is told where it is", async () => {
  const one = follower(stranger);
  const version = () => portal.releases.version();
  const first = await version();
  await soon(() => expect(one.versions).toEqual([first]));
  await portal.put("acme/postgres/another/manifest.yaml", {});
  const second = await version();
  await soon(() => expect(one.versions.at(-1)).toBe(second));
  expect(one.heard).toEqual([]);
  const late = follower(onlooker);
  await soon(() => expect(late.versions).toEqual([second]));
});

it("nothing is listened to while nobody follows, and closing ends everybody", () => {
  const one = follower(onlooker);
  const other = follower(admin);
  expect(happen).not.toBeNull();
  one.leave();
  expect(happen).not.toBeNull();
  newsroom.close();
  expect([one.ended, other.ended, happen]).toEqual([true, true, null]);
  expect(follower(admin).taken).toBe(false);
});

it("what somebody has open is followed closely while they have it, but nothing that they may not see", async () => {
  const one = follower(onlooker, orders, foreign);
  await soon(() => expect(open).toEqual(["/tenants/acme/postgres/orders"]));
  const other = follower(admin, foreign);
  await soon(() => expect([...open].sort()).toEqual(["/tenants/acme/postgres/orders", "/tenants/globex"]));
  one.leave();
  expect(open).toEqual(["/tenants/globex"]);
  other.leave();
});

it("what somebody has open is followed no longer when they lose their role", async () => {
  follower(onlooker, orders);
  await soon(() => expect(open).toHaveLength(1));
  await portal.put("acme/manifest.yaml", { owners: [{ kind: "User", name: "dev:tenant-owner", role: "admin" }] });
  await soon(() => expect(open).toEqual([]));
});
