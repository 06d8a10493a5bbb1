import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Request } from "@/lib/domain/request";
import type { SendAnswer, SendRequest } from "@/lib/domain/send-request";
import type { Viewer } from "@/lib/domain/viewer";
import { parseManifest } from "@/lib/manifest/manifest";
import { refusalOf } from "@/tests/support/refusal-of";
import { ordersChange } from "@/tests/support/requests-made";
import { people, serviceMade, UseCasePortal } from "@/tests/support/use-case-portal";
import { submitRequest } from "./submit-request";

const { requester, owner } = people;
const ORDERS = "acme/postgres/orders/manifest.yaml";

let portal: UseCasePortal;
beforeEach(async () => {
  portal = await UseCasePortal.withAcme();
});
afterEach(() => portal.close());

const send = (viewer: Viewer, input: SendRequest): Promise<SendAnswer> => submitRequest(portal.deps, viewer, input);
const change = (more?: Partial<SendRequest>) => ordersChange(portal, more);
const numberOf = async (path: string): Promise<Request | undefined> =>
  (await portal.releases.requests()).find((request) => request.path === path && request.state === "waiting");

describe("keys that the schema refuses", () => {
  beforeEach(() => portal.put(ORDERS, { instances: 2, old: "x" }));

  it("are named, not dropped, when they are merely missing from what was sent", async () => {
    const { said, error } = await refusalOf(send(requester, await change()));
    expect(said).toContain("old");
    expect(error.problems[0]).toMatchObject({ code: "unknown-key", pointer: "/old" });
  });

  it("go when the person asks for it, and with them nothing else", async () => {
    const values = { instances: 2, old: "x" };
    const { number } = await send(requester, await change({ values, remove: ["/old"] }));
    const detail = await portal.releases.request(number);
    expect(parseManifest(detail?.after ?? "").manifest?.values).toEqual({
      tenant: "acme",
      name: "orders",
      instances: 2,
    });
  });

  it("a key that the schema knows isn't removed by asking for its removal", async () => {
    const values = { instances: 3, old: "x" };
    const { number } = await send(requester, await change({ values, remove: ["/old", "/instances"] }));
    expect((await portal.releases.request(number))?.after).toContain("instances: 3");
  });
});

describe("main has moved since the form was opened", () => {
  it("in another value: both changes are in the request", async () => {
    const body = await change();
    await portal.put(ORDERS, { instances: 2, storage: "40Gi" });
    const { number } = await send(requester, body);
    const detail = await portal.releases.request(number);
    expect(detail?.merged).toMatchObject({ conflict: false });
    expect(parseManifest(detail?.after ?? "").manifest?.values).toMatchObject({ instances: 3, storage: "40Gi" });
  });

  it("in the same value: the conflict is named at its field and nothing is overwritten", async () => {
    const body = await change();
    await portal.put(ORDERS, { instances: 4 });
    const { code, said, error } = await refusalOf(send(requester, body));
    expect(code).toBe("conflict");
    expect(said).toContain("Main has 4 now; it was 2 when this was started, and you have 3.");
    expect(error.problems[0]).toMatchObject({ code: "conflict", pointer: "/instances", label: "Instances" });
    expect(await numberOf(ORDERS)).toBeUndefined();
  });

  it("by a deletion: the edit is refused", async () => {
    const body = await change();
    await portal.put(ORDERS, null);
    const { code, said } = await refusalOf(send(requester, body));
    expect(code).toBe("conflict");
    expect(said).toContain("somebody deleted it while you were working");
  });

  it("in another file: the request is as it would have been", async () => {
    const body = await change();
    await portal.put("acme/webapp/shop/manifest.yaml", {});
    expect((await send(requester, body)).outcome).toBe("opened");
  });
});

describe("a chart that changes between opening and sending", () => {
  it("lets a deletion through even when the chart has left the catalogue", async () => {
    portal.catalog.services = portal.catalog.services.filter(({ name }) => name !== "postgres");
    expect((await send(owner, await portal.body("delete", "postgres", "acme", "orders"))).outcome).toBe("opened");
  });

  it("judges by the new schema once the form was opened anew", async () => {
    const stricter = serviceMade("postgres", { tenant: { type: "string" }, name: { type: "string" } }, "Cluster");
    portal.offer(stricter);
    const { said } = await refusalOf(send(requester, await change()));
    expect(said).toContain("instances");
  });
});
