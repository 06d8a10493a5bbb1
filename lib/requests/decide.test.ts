import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { SendRequest } from "@/lib/domain/send-request";
import type { Viewer } from "@/lib/domain/viewer";
import { refusalOf } from "@/tests/support/refusal-of";
import { ordersChange } from "@/tests/support/requests-made";
import { ACME_OWNERS, people, SMALL_POSTGRES, UseCasePortal } from "@/tests/support/use-case-portal";
import { mergeRequest } from "./merge-request";
import { type RemarkInput, remarkOnRequest } from "./remark-on-request";
import { submitRequest } from "./submit-request";

const { requester, owner, admin, colleague, onlooker, stranger } = people;
const ORDERS = "acme/postgres/orders/manifest.yaml";

let portal: UseCasePortal;
beforeEach(async () => {
  portal = await UseCasePortal.withAcme();
});
afterEach(() => portal.close());

async function sent(viewer: Viewer, body: SendRequest): Promise<{ number: number; head: string }> {
  const { number } = await submitRequest(portal.deps, viewer, body);
  return { number, head: (await portal.releases.request(number))?.head ?? "" };
}
const change = async (more?: Partial<SendRequest>) => sent(requester, await ordersChange(portal, more));
const say = (
  viewer: Viewer,
  about: { number: number; head: string },
  type: RemarkInput["type"],
  text = "",
  more = {},
) => remarkOnRequest(portal.deps, viewer, { ...about, type, text, ...more });
const merge = (viewer: Viewer, about: { number: number; head: string }, acknowledged: string[] = []) =>
  mergeRequest(portal.deps, viewer, { ...about, text: "", acknowledged });

describe("saying something about a request", () => {
  it("anyone who sees it comments, also after its end", async () => {
    const request = await change();
    expect(await say(onlooker, request, "comment", "why?")).toEqual({ state: "waiting" });
    await say(requester, request, "withdraw");
    expect(await say(owner, request, "comment", "a pity")).toEqual({ state: "withdrawn" });
  });

  it("an empty comment is refused", async () => {
    const { code, said } = await refusalOf(say(owner, await change(), "comment", "  \n"));
    expect([code, said]).toEqual(["invalid", "Write what you want to say."]);
  });

  it("somebody who doesn't see a request learns the same as about one that doesn't exist", async () => {
    const request = await change();
    const [unseen, missing] = [
      await refusalOf(say(stranger, request, "comment", "hello")),
      await refusalOf(say(stranger, { number: 999, head: "" }, "comment", "hello")),
    ];
    expect(unseen.code).toBe("not-found");
    expect(unseen.said).toBe(missing.said);
  });

  it("asking for changes takes a text, and leaves the request open until it is edited", async () => {
    const request = await change();
    expect((await refusalOf(say(admin, request, "ask-changes"))).said).toContain("Write what should change");
    expect(await say(admin, request, "ask-changes", "one less")).toEqual({ state: "changes-asked" });
    await change({ revises: request.number, values: { instances: 4 } });
    expect((await portal.releases.request(request.number))?.state).toBe("waiting");
  });

  it("declining takes a reason", async () => {
    const request = await change();
    expect((await refusalOf(say(admin, request, "decline"))).said).toContain("Write why");
    expect(await say(admin, request, "decline", "too large")).toEqual({ state: "declined" });
  });

  it("only the requester withdraws", async () => {
    const request = await change();
    const { code, said } = await refusalOf(say(admin, request, "withdraw"));
    expect([code, said]).toEqual(["forbidden", "Only requester, who sent this request, can withdraw it."]);
    expect(await say(requester, request, "withdraw")).toEqual({ state: "withdrawn" });
  });

  it.each(["ask-changes", "approve", "decline"] as const)("a tenant owner can't %s", async (type) => {
    const { code, said } = await refusalOf(say(owner, await change(), type, "text"));
    expect([code, said]).toEqual(["forbidden", "Only platform admins decide requests."]);
  });

  it("a decision about a change that isn't on screen any more is refused", async () => {
    const request = await change();
    await change({ revises: request.number, values: { instances: 4 } });
    const { code, said } = await refusalOf(say(admin, request, "approve"));
    expect(code).toBe("conflict");
    expect(said).toContain("has changed since you looked at it");
  });

  it("a decision about an ended request says who ended it", async () => {
    const request = await change();
    await say(colleague, request, "decline", "no");
    const { code, said } = await refusalOf(say(admin, request, "approve"));
    expect([code, said]).toEqual([
      "conflict",
      `Request ${request.number} was declined by second-admin already. Nothing was recorded.`,
    ]);
  });
});

describe("one's own request", () => {
  const own = async () =>
    sent(admin, await portal.body("update", "postgres", "acme", "orders", { values: { instances: 3 } }));

  it("nobody approves or merges it", async () => {
    const request = await own();
    for (const attempt of [say(admin, request, "approve"), merge(admin, request)]) {
      const { code, said } = await refusalOf(attempt);
      expect([code, said]).toEqual([
        "forbidden",
        "This is your own request: somebody else of the platform team has to decide it.",
      ]);
    }
  });

  it("is merged by another admin", async () => {
    expect(await merge(colleague, await own())).toEqual({ state: "merged" });
  });

  it("is merged by its requester where platform.yaml allows it", async () => {
    portal.catalog.platform = { ...portal.catalog.platform, selfApproval: true };
    expect(await merge(admin, await own())).toEqual({ state: "merged" });
  });
});

describe("merging", () => {
  it("brings the change to main in a merge commit that names requester and reviewer", async () => {
    const request = await change();
    expect(await merge(admin, request)).toEqual({ state: "merged" });
    expect(await portal.text(ORDERS)).toContain("instances: 3");
    const [revision] = await portal.releases.history(ORDERS, 1);
    expect(revision).toMatchObject({ request: request.number, by: { subject: "dev:requester" } });
    expect(revision?.reviewedBy).toContain("platform-admin");
  });

  it.each([owner, requester, onlooker])("isn't for $subject", async (viewer) => {
    const { code, said } = await refusalOf(merge(viewer, await change()));
    expect([code, said]).toEqual(["forbidden", "Only platform admins decide requests."]);
  });

  it("takes every flag acknowledged", async () => {
    const request = await sent(owner, await portal.body("delete", "postgres", "acme", "orders"));
    const { code, said, error } = await refusalOf(merge(admin, request));
    expect(code).toBe("invalid");
    expect(said).toContain("deletes data");
    expect(error.problems.map((problem) => problem.code)).toEqual(["deletes-data"]);
    expect(await merge(admin, request, ["deletes-data"])).toEqual({ state: "merged" });
  });

  it("twice is refused the second time, and says who did it", async () => {
    const request = await change();
    await merge(colleague, request);
    const { code, said } = await refusalOf(merge(admin, request));
    expect([code, said]).toEqual([
      "conflict",
      `Request ${request.number} was merged by second-admin already. Nothing was recorded.`,
    ]);
  });

  it("of a request whose lines main has changed is refused with the values in conflict", async () => {
    const request = await change();
    await portal.push("main", ORDERS, portal.manifest(ORDERS, { instances: 5 }));
    const { code, said } = await refusalOf(merge(admin, request));
    expect(code).toBe("conflict");
    expect(said).toContain("Main has 5 now; it was 2 when this was started, and the request has 3.");
  });

  it("goes on when main moved elsewhere while it was judged", async () => {
    const request = await change();
    const original = portal.deps.releases.merge.bind(portal.deps.releases);
    let moved = 0;
    portal.deps.releases.merge = async (number, order) => {
      if (number === request.number && moved++ === 0) await portal.put("acme/webapp/shop/manifest.yaml", {});
      return original(number, order);
    };
    expect(await merge(admin, request)).toEqual({ state: "merged" });
    expect(moved).toBe(2);
  });

  it("gives up with a sentence when main never stands still", async () => {
    const request = await change();
    portal.deps.releases.merge = () => Promise.resolve({ outcome: "main-moved" });
    const { code, said } = await refusalOf(merge(admin, request));
    expect(code).toBe("unavailable");
    expect(said).toContain("Main kept changing");
  });
});

describe("merging judges against today's main and catalogue", () => {
  const refused = async (request: { number: number; head: string }, sentence: string, acknowledged: string[] = []) => {
    const { code, said } = await refusalOf(merge(admin, request, acknowledged));
    expect(said).toContain(sentence);
    expect(code).toBe("conflict");
    expect((await portal.releases.request(request.number))?.state).not.toBe("merged");
  };

  it("a schema that has become stricter", async () => {
    const request = await change();
    portal.offer(SMALL_POSTGRES);
    await refused(request, "2");
  });

  it("a chart that has left the catalogue", async () => {
    const request = await change();
    portal.catalog.services = portal.catalog.services.filter(({ name }) => name !== "postgres");
    await refused(request, "The catalogue doesn't offer postgres at the moment");
  });

  it("a computed name that an earlier request has; the earlier one itself can be merged", async () => {
    // Sent at the same moment, so that neither saw the other.
    const [one, other] = await Promise.all([
      sent(requester, await portal.body("create", "cache", "acme", "orders-big")),
      sent(requester, await portal.body("create", "big-cache", "acme", "orders")),
    ]);
    const [earlier, later] = one.number < other.number ? [one, other] : [other, one];
    await refused(later, "that was requested before");
    expect(await merge(admin, earlier)).toEqual({ state: "merged" });
  });

  it("a computed name that was taken meanwhile", async () => {
    const request = await sent(requester, await portal.body("create", "cache", "acme", "orders-big"));
    await portal.put("acme/big-cache/orders/manifest.yaml", {});
    await refused(request, "In the cluster it would be called orders-big-cache");
  });

  it("a name that the cluster has got meanwhile", async () => {
    const request = await sent(requester, await portal.body("create", "webapp", "acme", "shop"));
    portal.deps.cluster.exists = () => Promise.resolve(true);
    await refused(request, "The cluster already has shop-webapp in acme");
  });

  it("a name that became reserved", async () => {
    const request = await sent(
      stranger,
      await portal.body("create", "tenant", "", "initech", { values: { owners: ACME_OWNERS } }),
    );
    portal.catalog.platform = { ...portal.catalog.platform, reservedTenants: ["initech"] };
    await refused(request, "initech is reserved for the platform.", ["changes-owners"]);
  });

  it("a tenant that isn't merged yet", async () => {
    const owners = [{ kind: "User", name: "dev:stranger", role: "admin" }];
    const tenant = await sent(stranger, await portal.body("create", "tenant", "", "initech", { values: { owners } }));
    const shop = await sent(stranger, await portal.body("create", "webapp", "initech", "shop"));
    await refused(shop, "The tenant initech isn't there yet. Merge its request first.");
    await merge(admin, tenant, ["changes-owners"]);
    expect(await merge(admin, shop)).toEqual({ state: "merged" });
  });

  it("a tenant that got an instance after its deletion was asked for", async () => {
    await portal.put(ORDERS, null);
    const request = await sent(owner, await portal.body("delete", "tenant", "acme", "acme"));
    await portal.put("acme/webapp/shop/manifest.yaml", {});
    await refused(request, "acme still has the Webapp shop. Delete it first.", ["deletes-data"]);
  });

  it("a cluster that can't be asked doesn't stop the merge", async () => {
    const request = await sent(requester, await portal.body("create", "webapp", "acme", "shop"));
    portal.deps.cluster.exists = () => Promise.resolve(null);
    expect(await merge(admin, request)).toEqual({ state: "merged" });
  });
});
