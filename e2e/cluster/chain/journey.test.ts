import { afterAll, describe, expect, it } from "vitest";
import { manifestText, tenantText, webappText } from "../../harness/releases";
import { conditionOf, holdsNow } from "../api/conditions";
import { objectAt, objectsAt, textAt } from "../api/fields";
import { get, list } from "../api/objects";
import { until, untilGone, untilObject } from "../api/until";
import { NEVER_STARTS } from "../plane/stages";
import { chainApi, release } from "./chain";
import { applicationNamed, instanceOf, readyPods, releaseOf, tenantNamed, untilInstanceReady } from "./on-chain";

const api = chainApi();
afterAll(() => api.close());

describe("from a commit to running pods", () => {
  it("a tenant and what runs in it, merged together, become ready, and go when they are deleted together", async () => {
    const tenant = "acme";
    const files = {
      "acme/manifest.yaml": tenantText(tenant, { "dev:tenant-owner": "admin" }),
      "acme/webapp/shop/manifest.yaml": webappText(tenant, "shop"),
      "acme/postgres/orders/manifest.yaml": manifestText("Postgres", tenant, "orders", [
        `tenant: ${tenant}`,
        "name: orders",
        "instances: 3",
      ]),
      "acme/redis/cache/manifest.yaml": manifestText("Redis", tenant, "cache", [`tenant: ${tenant}`, "name: cache"]),
    };
    await release(api, files);
    await untilInstanceReady(api, tenantNamed(tenant));
    const instances = [
      ["Webapp", "shop"],
      ["Postgres", "orders"],
      ["Redis", "cache"],
    ] as const;
    for (const [kind, name] of instances) {
      const service = kind.toLowerCase();
      const instance = await untilInstanceReady(api, instanceOf(kind, tenant, name));
      expect(instance.status?.state).toBe("ACTIVE");
      const found = await get(api, releaseOf(tenant, `${name}-${service}`));
      expect([name, found && holdsNow(found, "Ready")]).toEqual([name, true]);
      await untilObject(
        api,
        applicationNamed(`${tenant}.${service}.${name}`),
        "is synced and healthy",
        ({ status }) =>
          textAt(objectAt(status, "sync"), "status") === "Synced" &&
          textAt(objectAt(status, "health"), "status") === "Healthy",
      );
    }
    const pods = await readyPods(api, tenant);
    expect(pods.filter((name) => name.startsWith("shop-webapp-")).length).toBeGreaterThan(0);
    expect(pods.filter((name) => name.startsWith("cache-redis-")).length).toBeGreaterThan(0);
    const database = { apiVersion: "postgresql.cnpg.io/v1", kind: "Cluster" };
    const cluster = await get(api, { ...database, metadata: { namespace: tenant, name: "orders-postgres" } });
    expect(cluster?.status).toMatchObject({ phase: "Cluster in healthy state", readyInstances: 3 });

    await release(api, Object.fromEntries(Object.keys(files).map((path) => [path, null])));
    for (const [kind, name] of instances) await untilGone(api, instanceOf(kind, tenant, name), 120);
    await untilGone(api, tenantNamed(tenant), 120);
    expect(await list(api, database, { namespace: tenant })).toEqual([]);
  });

  it("an image that can't be pulled keeps its instance from being ready, the pod says why, and a fix that is merged mends it", async () => {
    const tenant = "sleepers";
    const path = `${tenant}/webapp/shop/manifest.yaml`;
    const good = webappText(tenant, "shop");
    const image = `registry.example.com/${NEVER_STARTS}:1`;
    await release(api, {
      [`${tenant}/manifest.yaml`]: tenantText(tenant, { "dev:tenant-owner": "admin" }),
      [path]: good.replace(/image: .*/, `image: ${image}`),
    });
    await untilInstanceReady(api, tenantNamed(tenant));
    const instance = instanceOf("Webapp", tenant, "shop");
    await untilObject(
      api,
      releaseOf(tenant, "shop-webapp"),
      "waits",
      (one) => conditionOf(one, "Ready")?.status !== "True",
      120,
    );
    const [pod] = await untilPods(tenant);
    const waiting = objectsAt(pod?.status, "containerStatuses").map((one) =>
      objectAt(objectAt(one, "state"), "waiting"),
    );
    expect(waiting).toEqual([{ reason: "ImagePullBackOff", message: `Back-off pulling image "${image}"` }]);
    expect((await get(api, instance))?.status?.state).not.toBe("ACTIVE");

    await release(api, { [path]: good });
    await untilInstanceReady(api, instance);
    expect(await readyPods(api, tenant)).not.toEqual([]);
  });
});

/** Waits for pods that can't pull their image. */
async function untilPods(namespace: string) {
  return await until("A pod that waits for its image", async () => {
    const pods = await list(api, { apiVersion: "v1", kind: "Pod" }, { namespace });
    const waiting = pods.filter((pod) => objectsAt(pod.status, "containerStatuses").length > 0);
    return waiting.length > 0 ? waiting : null;
  });
}
