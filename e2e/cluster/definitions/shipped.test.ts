import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { readCatalog } from "@/lib/catalog/read-catalog";
import { childrenOf } from "@/lib/domain/composition";
import { ROOT } from "../../harness/root";
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

  it("bring policies without a type error", async () => {
    for (const { service, crd, policies } of applied)
      for (const policy of policies) expect([service, await policyWarnings(api, policy, crd)]).toEqual([service, []]);
  });
});
