import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { SendAnswer, SendRequest } from "@/lib/domain/send-request";
import type { Viewer } from "@/lib/domain/viewer";
import { parseManifest } from "@/lib/manifest/manifest";
import { refusalOf } from "@/tests/support/refusal-of";
import { ordersChange } from "@/tests/support/requests-made";
import { ACME_OWNERS, people, UseCasePortal } from "@/tests/support/use-case-portal";
import { submitRequest } from "./submit-request";

const { requester, owner, admin, stranger } = people;
const ORDERS = "acme/postgres/orders/manifest.yaml";

let portal: UseCasePortal;
beforeEach(async () => {
  portal = await UseCasePortal.withAcme();
});
afterEach(() => portal.close());

const send = (viewer: Viewer, input: SendRequest): Promise<SendAnswer> => submitRequest(portal.deps, viewer, input);
const change = (more?: Partial<SendRequest>) => ordersChange(portal, more);

describe("what a sent request becomes", () => {
  it("a new instance lands at its path, on a branch, by its requester", async () => {
    const answer = await send(
      requester,
      await portal.body("create", "postgres", "acme", "ledger", { values: { instances: 3 } }),
    );
    expect(answer).toEqual({ outcome: "opened", number: answer.number, href: `/requests/${answer.number}` });
    const detail = await portal.releases.request(answer.number);
    expect(detail).toMatchObject({
      path: "acme/postgres/ledger/manifest.yaml",
      title: "New Postgres ledger in acme",
      type: "create",
      state: "waiting",
      by: { subject: "dev:requester" },
    });
    expect(parseManifest(detail?.after ?? "").manifest?.values).toEqual({
      tenant: "acme",
      name: "ledger",
      instances: 3,
    });
  });

  it("anyone signed in may ask for a tenant", async () => {
    const values = { owners: [{ kind: "User", name: "dev:stranger", role: "admin" }] };
    const { number } = await send(stranger, await portal.body("create", "tenant", "", "initech", { values }));
    expect(await portal.releases.request(number)).toMatchObject({
      path: "initech/manifest.yaml",
      title: "New tenant initech",
    });
  });

  it("something for a tenant that the person has requested can be requested before the tenant is there", async () => {
    const values = { owners: [{ kind: "User", name: "dev:stranger", role: "admin" }] };
    await send(stranger, await portal.body("create", "tenant", "", "initech", { values }));
    expect((await send(stranger, await portal.body("create", "webapp", "initech", "shop"))).outcome).toBe("opened");
  });

  it("an edit changes the lines of what was changed and no others", async () => {
    const file = portal
      .manifest(ORDERS, { instances: 2 })
      .replace("instances: 2", "# as many as zones\n    instances: 2 # two");
    await portal.put(ORDERS, file);
    const { number } = await send(requester, await change());
    expect((await portal.releases.request(number))?.after).toBe(file.replace("instances: 2", "instances: 3"));
  });

  it("a hand-written file is taken as it was written", async () => {
    const text = `# mine\n${portal.manifest(ORDERS, { instances: 4 })}`;
    const { number } = await send(requester, await change({ text }));
    expect((await portal.releases.request(number))?.after).toBe(text);
  });

  it("a deletion takes the file away", async () => {
    const { number } = await send(owner, await portal.body("delete", "postgres", "acme", "orders"));
    expect(await portal.releases.request(number)).toMatchObject({ type: "delete", after: null });
  });

  it.each(["a\nspec: {}", "---\nkind: Secret", "{{ .Values.x }}", "*a", "&a b", "\"'", "yes", "0755", "- a: b #c"])(
    "%j in a field stays a text in a field",
    async (note) => {
      const { number } = await send(
        requester,
        await portal.body("create", "postgres", "acme", "ledger", { values: { note } }),
      );
      const { manifest, problems } = parseManifest((await portal.releases.request(number))?.after ?? "");
      expect(problems).toEqual([]);
      expect(manifest?.values).toEqual({ tenant: "acme", name: "ledger", note });
    },
  );
});

describe("sending again", () => {
  it("the same form twice is one request", async () => {
    const body = await portal.body("create", "postgres", "acme", "ledger");
    const first = await send(requester, body);
    expect(await send(requester, body)).toEqual({ ...first, outcome: "same" });
  });

  it("the same form with other values adds to its request and says so", async () => {
    const body = await portal.body("create", "postgres", "acme", "ledger");
    const first = await send(requester, body);
    expect(await send(requester, { ...body, values: { ...body.values, instances: 2 } })).toEqual({
      ...first,
      outcome: "revised",
    });
  });

  it("a form that is sent again after its request was merged is still that request", async () => {
    const body = await portal.body("create", "postgres", "acme", "ledger");
    const first = await send(requester, body);
    const detail = await portal.releases.request(first.number);
    const main = (await portal.releases.main()).commit;
    await portal.releases.merge(first.number, { head: detail?.head ?? "", main, by: admin, text: "" });
    expect(await send(requester, body)).toEqual({ ...first, outcome: "same" });
  });

  it("another request for the same path is refused with a link to the open one", async () => {
    const { number } = await send(requester, await change());
    const { code, said, error } = await refusalOf(send(owner, await change()));
    expect(code).toBe("conflict");
    expect(said).toContain(`Request ${number} is open for the same manifest.`);
    expect(error.problems[0]?.link?.href).toBe(`/requests/${number}`);
  });

  it("another person's request for a tenant of the same name is not shown to somebody who may not see it", async () => {
    await send(owner, await portal.body("create", "tenant", "", "initech", { values: { owners: ACME_OWNERS } }));
    const { said, error } = await refusalOf(
      send(stranger, await portal.body("create", "tenant", "", "initech", { values: { owners: ACME_OWNERS } })),
    );
    expect(said).toContain("Somebody has sent a request for the same name already.");
    expect(error.problems[0]?.link).toBeUndefined();
  });
});

describe("revising", () => {
  it("an edited request gets a commit with the new content", async () => {
    const { number } = await send(requester, await change());
    const again = await send(requester, await change({ revises: number, values: { instances: 5 } }));
    expect(again).toEqual({ outcome: "revised", number, href: `/requests/${number}` });
    expect((await portal.releases.request(number))?.after).toContain("instances: 5");
  });

  it("only the requester revises", async () => {
    const { number } = await send(requester, await change());
    const { code, said } = await refusalOf(send(owner, await change({ revises: number, values: { instances: 5 } })));
    expect(code).toBe("forbidden");
    expect(said).toBe(`Only requester, who sent request ${number}, can edit it.`);
  });

  it("an ended request can't be revised", async () => {
    const { number } = await send(requester, await change());
    const head = (await portal.releases.request(number))?.head ?? "";
    await portal.releases.remark(number, { type: "declined", head, text: "no", by: admin });
    const { code, said } = await refusalOf(send(requester, await change({ revises: number })));
    expect(code).toBe("conflict");
    expect(said).toContain(`Request ${number} was declined meanwhile`);
  });

  it("a request can't be turned into one about something else", async () => {
    const { number } = await send(requester, await change());
    const body = await portal.body("create", "postgres", "acme", "ledger", { revises: number });
    expect((await refusalOf(send(requester, body))).code).toBe("not-found");
  });
});
