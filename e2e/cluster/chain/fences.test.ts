import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readPlatform } from "../../harness/platform";
import { mainOf, manifestText, tenantText } from "../../harness/releases";
import { objectAt, objectsAt, textAt } from "../api/fields";
import { get, remove } from "../api/objects";
import { until, untilGone, untilObject } from "../api/until";
import { chainApi, chainData, release } from "./chain";
import { applicationNamed, instanceOf, readyPods, tenantNamed, untilInstanceReady } from "./on-chain";

// What only Argo CD knows is the path that a manifest came by.
const api = chainApi();
afterAll(() => api.close());

const redisText = (tenant: string, name: string, namespace = tenant) =>
  manifestText("Redis", namespace, name, [`tenant: ${namespace}`, `name: ${name}`]);
const configMap = (namespace: string, name: string) => ({
  apiVersion: "v1",
  kind: "ConfigMap",
  metadata: { name, namespace },
});
const owned = (tenant: string) => tenantText(tenant, { "dev:tenant-owner": "admin" });

/** What an Application says that it can't do: its conditions, and what its last sync came to. */
async function untilRefused(name: string): Promise<string> {
  return await until(`Application ${name} is refused`, async () => {
    const found = await get(api, applicationNamed(name));
    const errors = objectsAt(found?.status, "conditions").map((one) => textAt(one, "message"));
    const operation = objectAt(found?.status, "operationState");
    const results = objectsAt(objectAt(operation, "syncResult"), "resources").map((one) => textAt(one, "message"));
    const said = [...errors, textAt(operation, "message"), ...results].join("; ");
    return /not permitted|not allowed|denied|forbidden/i.test(said) ? said : null;
  });
}

describe("what a tenant's folder may bring into the cluster", () => {
  const TENANT = "fenced";
  const OTHER = "neighbour";

  beforeAll(async () => {
    await release(api, { [`${TENANT}/manifest.yaml`]: owned(TENANT), [`${OTHER}/manifest.yaml`]: owned(OTHER) });
    for (const tenant of [TENANT, OTHER]) await untilInstanceReady(api, tenantNamed(tenant));
    // All at once: none of them may keep the others from being looked at.
    await release(api, {
      [`${TENANT}/redis/thief/manifest.yaml`]: redisText(TENANT, "thief", OTHER),
      [`${TENANT}/redis/double/manifest.yaml`]: `${redisText(TENANT, "double")}---\n${JSON.stringify(configMap(TENANT, "second"))}\n`,
      [`${TENANT}/redis/twins/manifest.yaml`]: `${redisText(TENANT, "twins")}---\n${redisText(TENANT, "hidden")}`,
      [`${TENANT}/redis/extra/manifest.yaml`]: redisText(TENANT, "extra"),
      [`${TENANT}/redis/extra/more.yaml`]: `${JSON.stringify(configMap(TENANT, "more"))}\n`,
      [`${TENANT}/redis/charted/manifest.yaml`]: redisText(TENANT, "charted"),
      [`${TENANT}/redis/charted/Chart.yaml`]: "apiVersion: v2\nname: charted\nversion: 1.0.0\n",
      [`${TENANT}/redis/charted/templates/more.yaml`]: `${JSON.stringify(configMap(TENANT, "rendered"))}\n`,
      [`${TENANT}/redis/foreign/manifest.yaml`]: `${JSON.stringify(configMap(TENANT, "foreign"))}\n`,
      [`${TENANT}/redis/crowned/manifest.yaml`]: owned("crowned"),
      [`${OTHER}/redis/cache/manifest.yaml`]: redisText(OTHER, "cache"),
    });
  });

  it("every other tenant goes on", async () => {
    await untilInstanceReady(api, instanceOf("Redis", OTHER, "cache"));
  });

  it("a manifest in another tenant's namespace is refused", async () => {
    expect(await untilRefused(`${TENANT}.redis.thief`)).toContain("not permitted in project");
    expect(await get(api, instanceOf("Redis", OTHER, "thief"))).toBeNull();
  });

  it("a second document of a foreign kind is refused", async () => {
    expect(await untilRefused(`${TENANT}.redis.double`)).toContain("not permitted in project");
    expect(await get(api, configMap(TENANT, "second"))).toBeNull();
  });

  it("a second document of a kind of ours is refused: nobody reviewed what it is", async () => {
    await untilRefused(`${TENANT}.redis.twins`);
    expect(await get(api, instanceOf("Redis", TENANT, "hidden"))).toBeNull();
  });

  it("a foreign kind, and a tenant below a tenant, are refused", async () => {
    expect(await untilRefused(`${TENANT}.redis.foreign`)).toContain("not permitted in project");
    expect(await untilRefused(`${TENANT}.redis.crowned`)).toContain("not permitted in project");
    expect(await get(api, configMap(TENANT, "foreign"))).toBeNull();
    expect(await get(api, tenantNamed("crowned"))).toBeNull();
  });

  it("an extra file and a chart beside the manifest are ignored", async () => {
    for (const name of ["extra", "charted"]) await untilInstanceReady(api, instanceOf("Redis", TENANT, name));
    for (const name of ["more", "rendered"]) expect(await get(api, configMap(TENANT, name)), name).toBeNull();
    const { status } = (await get(api, applicationNamed(`${TENANT}.redis.charted`))) ?? {};
    expect(status?.sourceType).toBe("Directory");
  });
});

describe("what a deletion takes along", () => {
  it("an emptied manifest leaves the database running, also one that Argo CD empties while it retries a refused change", async () => {
    const tenant = "emptied";
    const path = `${tenant}/postgres/orders/manifest.yaml`;
    const values = [`tenant: ${tenant}`, "name: orders"];
    const orders = manifestText("Postgres", tenant, "orders", values);
    const refused = manifestText("Postgres", tenant, "orders", [...values, "instances: 99"]);
    await release(api, { [`${tenant}/manifest.yaml`]: owned(tenant), [path]: orders });
    await untilInstanceReady(api, instanceOf("Postgres", tenant, "orders"));
    const database = {
      apiVersion: "postgresql.cnpg.io/v1",
      kind: "Cluster",
      metadata: { namespace: tenant, name: "orders-postgres" },
    };
    const application = applicationNamed(`${tenant}.postgres.orders`);
    const before = await get(api, database);
    const expectRunning = async () => {
      const after = await get(api, database);
      expect(after?.metadata.uid).toBe(before?.metadata.uid);
      expect(after?.metadata.deletionTimestamp).toBeUndefined();
      expect(await get(api, instanceOf("Postgres", tenant, "orders"))).not.toBeNull();
    };
    const untilLooked = async (what: string) => {
      const commit = mainOf(chainData());
      await untilObject(api, application, `has looked at ${what}`, ({ status }) => {
        const sync = objectAt(status, "sync");
        return textAt(sync, "revision") === commit && textAt(sync, "status") === "OutOfSync";
      });
    };
    await release(api, { [path]: "" });
    await untilLooked("the empty file");
    await expectRunning();

    await release(api, { [path]: refused });
    await untilObject(api, application, "tries again", ({ status }) => {
      const { retryCount, phase } = objectAt(status, "operationState");
      return phase === "Running" && typeof retryCount === "number" && retryCount > 0;
    });
    await release(api, { [path]: "" });
    // The retry takes the newest commit, and that has nothing in it.
    await untilObject(
      api,
      application,
      "has tried the empty file",
      ({ status }) => textAt(objectAt(status, "operationState"), "phase") === "Succeeded",
    );
    await untilLooked("the empty file again");
    await expectRunning();
  });

  it("a Tenant that is deleted by hand waits while instances exist, and goes once they are gone", async () => {
    const tenant = "by-hand";
    const files = {
      [`${tenant}/manifest.yaml`]: owned(tenant),
      [`${tenant}/redis/cache/manifest.yaml`]: redisText(tenant, "cache"),
    };
    await release(api, files);
    const cache = instanceOf("Redis", tenant, "cache");
    await untilInstanceReady(api, cache);
    const before = await readyPods(api, tenant);
    await remove(api, tenantNamed(tenant));
    const { namespaces } = readPlatform();
    const project = {
      apiVersion: "argoproj.io/v1alpha1",
      kind: "AppProject",
      metadata: { namespace: namespaces.argocd, name: `tenant-${tenant}` },
    };
    await untilObject(api, project, "is on its way out", ({ metadata }) => metadata.deletionTimestamp !== undefined);
    // Argo CD looks at it again meanwhile.
    await release(api, { [`${tenant}/README.md`]: "A commit that changes nothing.\n" });
    const seen = mainOf(chainData());
    await untilObject(
      api,
      applicationNamed(`${tenant}.redis.cache`),
      "has been looked at",
      ({ status }) => textAt(objectAt(status, "sync"), "revision") === seen,
    );
    expect((await get(api, cache))?.metadata.deletionTimestamp).toBeUndefined();
    expect(await readyPods(api, tenant)).toEqual(before);
    await release(api, {
      ...Object.fromEntries(Object.keys(files).map((path) => [path, null])),
      [`${tenant}/README.md`]: null,
    });
    await untilGone(api, cache, 120);
    await untilGone(api, tenantNamed(tenant), 120);
    await untilGone(api, { apiVersion: "v1", kind: "Namespace", metadata: { name: tenant } });
  });
});
