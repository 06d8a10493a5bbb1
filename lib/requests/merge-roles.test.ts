import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { JsonObject } from "@/lib/domain/json";
import type { Viewer } from "@/lib/domain/viewer";
import { refusalOf } from "@/tests/support/refusal-of";
import { ordersChange, requestsOn } from "@/tests/support/requests-made";
import { ACME_OWNERS, people, UseCasePortal } from "@/tests/support/use-case-portal";
import { readRequest } from "./read-request";

const { requester, owner, admin, colleague } = people;

let portal: UseCasePortal;
beforeEach(async () => {
  portal = await UseCasePortal.withAcme();
});
afterEach(() => portal.close());
const { sent, merge } = requestsOn(() => portal);

const inGroups = (viewer: Viewer, ...groups: string[]): Viewer => ({ ...viewer, groups });
const group = (name: string, role: string): JsonObject => ({ kind: "Group", name, role });
const change = async (viewer: Viewer, instances = 3, revises?: number) =>
  sent(viewer, await ordersChange(portal, { values: { instances }, ...(revises !== undefined && { revises }) }));

/** Who owns acme from now on. */
const owned = (...owners: JsonObject[]) => portal.put("acme/manifest.yaml", { owners });

async function refused(number: number, sentence: string, acknowledged: string[] = []): Promise<void> {
  const { code, said, error } = await refusalOf(merge(number, acknowledged));
  expect(said).toContain(sentence);
  expect([code, error.problems.map((problem) => problem.code)]).toEqual(["conflict", ["role-lost"]]);
  expect((await portal.releases.request(number))?.state).toBe("waiting");
}

describe("merging judges the requester's role by today's owners", () => {
  it("a requester who isn't an owner any more is refused", async () => {
    const number = await change(requester);
    await portal.put("acme/manifest.yaml", { owners: ACME_OWNERS.filter(({ name }) => name !== "dev:requester") });
    await refused(number, "dev:requester doesn't have the role edit in acme any more");
  });

  it("a requester whose role has become too weak is refused", async () => {
    const number = await sent(owner, await portal.body("delete", "postgres", "acme", "orders"));
    await owned(
      { kind: "User", name: "dev:tenant-owner", role: "edit" },
      { kind: "User", name: "dev:requester", role: "admin" },
    );
    await refused(number, "dev:tenant-owner doesn't have the role admin in acme any more", ["deletes-data"]);
  });

  it("a requester who isn't in the only owning group is refused, with what to do", async () => {
    const number = await change(inGroups(requester, "dev:other-team"));
    await owned(group("dev:team", "admin"));
    await refused(
      number,
      "dev:requester doesn't have the role edit in acme any more, which it takes to change orders. Somebody who has it can send the request again.",
    );
  });

  it("a requester who is in the owning group passes", async () => {
    await owned(...ACME_OWNERS, group("dev:team", "edit"));
    const number = await change(inGroups(requester, "dev:other-team", "dev:team"));
    await owned(group("dev:team", "edit"));
    expect(await merge(number)).toEqual({ state: "merged" });
  });

  it("a requester whose group has a role that is too weak is refused", async () => {
    const number = await change(inGroups(requester, "dev:team"));
    await owned(group("dev:team", "view"), group("dev:leads", "admin"));
    await refused(number, "dev:requester doesn't have the role edit in acme any more");
  });

  it("the groups count that the requester was in when they last changed the request", async () => {
    const number = await change(inGroups(requester, "dev:team"));
    await change(inGroups(requester, "dev:other-team"), 4, number);
    await owned(group("dev:team", "edit"));
    await refused(number, "dev:requester doesn't have the role edit in acme any more");
  });

  it("a platform admin by group needs no role in the tenant", async () => {
    portal.catalog.platform.admins.push({ kind: "Group", name: "dev:platform-team" });
    const number = await change(inGroups(colleague, "dev:platform-team"));
    expect(await merge(number)).toEqual({ state: "merged" });
  });

  it("somebody outside the platform admins' group isn't taken for one of them", async () => {
    const number = await change(inGroups(requester, "dev:other-team"));
    portal.catalog.platform.admins.push({ kind: "Group", name: "dev:platform-team" });
    await owned(group("dev:team", "admin"));
    await refused(number, "dev:requester doesn't have the role edit in acme any more");
  });

  it("the request's page says the same before anybody tries", async () => {
    const number = await change(requester);
    await owned(group("dev:team", "admin"));
    const { problems, can } = await readRequest(portal.deps, admin, { number });
    expect(problems.map(({ code }) => code)).toEqual(["role-lost"]);
    expect(can.merge.allowed).toBe(false);
  });
});
