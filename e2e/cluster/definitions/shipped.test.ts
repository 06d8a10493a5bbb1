import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { readCatalog } from "@/lib/catalog/read-catalog";
import { childrenOf } from "@/lib/domain/composition";
import { chartNamed, openCharts, render } from "@/tests/charts/charts";
import { ROOT } from "../../harness/root";
import { create, type Manifest } from "../api/objects";
import { suiteApi, useNamespace } from "../suite";
import { type AppliedDefinition, applyDefinitions } from "./apply-definitions";
import { policyWarnings } from "./policy-warnings";

const api = suiteApi();
afterAll(() => api.close());

describe("the definitions of this repository", () => {
  let applied: AppliedDefinition[];
  beforeAll(async () => {
    // Only what is needed of it.
    const platform = parse(readFileSync(join(ROOT, "platform.yaml"), "utf8")) as {
      group: string;
      controlNamespace: string;
    };
    await useNamespace(api, platform.controlNamespace);
    applied = await applyDefinitions(api, join(ROOT, "definitions"), platform.group);
  });

  it("are accepted by KRO, each with a CRD that is served and a policy", () => {
    expect(applied.map(({ service }) => service)).toEqual(expect.arrayContaining(["postgres", "tenant", "webapp"]));
    expect(applied.filter(({ policies }) => policies.length === 0)).toEqual([]);
  });

  it("serve each composite's children under the plural that its deployer has rights to", async () => {
    const { platform, services } = await readCatalog(ROOT);
    const children = services.flatMap(({ schema }) => childrenOf(schema));
    expect(children.length).toBeGreaterThan(0);
    for (const { service, resource } of children) {
      const crd = applied.find((one) => one.service === service)?.crd;
      expect([service, crd?.plural, crd?.apiVersion]).toEqual([
        service,
        resource,
        `${platform.group}/${platform.version}`,
      ]);
    }
  });

  it("take the children that a composite's chart makes, and its own names only where theirs fit", async () => {
    const { platform } = await readCatalog(ROOT);
    const namespace = await useNamespace(api, "acme");
    const workspace = await openCharts();
    const composite = (name: string): Manifest => ({
      apiVersion: `${platform.group}/${platform.version}`,
      kind: "FullStack",
      metadata: { name, namespace },
      spec: { values: { tenant: namespace, name, web: { image: "nginxinc/nginx-unprivileged:1.29" } } },
    });
    const dry = { dryRun: true, fieldValidation: "Strict" } as const;
    const refusals: unknown[] = [];
    for (const { values } of chartNamed(workspace, "full-stack").cases)
      for (const child of await render(workspace, "full-stack", values)) {
        // What Helm renders is an object with a kind and a name.
        const said = await create(api, child as Manifest, dry);
        if (!said.accepted) refusals.push(said);
      }
    await workspace.close();
    expect(refusals).toEqual([]);
    expect((await create(api, composite("a".repeat(32)), dry)).accepted).toBe(true);
    // The CRD's own bound says the same, and may speak first.
    const said = await create(api, composite("a".repeat(33)), dry);
    expect(said.accepted ? "" : said.message).toMatch(/with -database-postgres after it|name: Too long/);
  });

  it("bring policies without a type error", async () => {
    for (const { service, crd, policies } of applied)
      for (const policy of policies) expect([service, await policyWarnings(api, policy, crd)]).toEqual([service, []]);
  });
});
