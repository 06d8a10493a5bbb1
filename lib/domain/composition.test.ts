import { describe, expect, it } from "vitest";
import {
  type Composed,
  childrenAt,
  childrenOf,
  childValues,
  levelsBelow,
  possibleParents,
  withinTarget,
} from "./composition";
import { longestSuffix, problemsOfNames, releaseNameOf } from "./names";
import { pathOf } from "./path";
import type { Platform } from "./platform";
import type { Target } from "./target";

const part = (service: string) => ({ "x-child": { service, resource: `${service}s` } });
const SERVICES: Composed[] = [
  { name: "webapp", schema: {} },
  { name: "postgres", schema: {} },
  { name: "stack", schema: { properties: { name: {}, web: part("webapp"), database: part("postgres") } } },
  { name: "region", schema: { properties: { main: part("stack"), extra: { "x-child": "postgres" } } } },
  { name: "round", schema: { properties: { again: part("round") } } },
];
const at = (service: string, name: string) => ({ type: "instance", tenant: "acme", service, name }) as const;
const names = (targets: readonly Target[]) => targets.map(pathOf);

describe("a composite", () => {
  it("has the children that its schema names, called <name>-<alias>", () => {
    expect(childrenAt(at("stack", "shop"), SERVICES).map(({ alias, target }) => [alias, pathOf(target)])).toEqual([
      ["web", "acme/webapp/shop-web/manifest.yaml"],
      ["database", "acme/postgres/shop-database/manifest.yaml"],
    ]);
    expect(childrenOf(SERVICES[3]?.schema ?? {}).map(({ alias }) => alias)).toEqual(["main"]);
  });

  it("stands for itself, its children and theirs", () => {
    expect(names(withinTarget(at("region", "eu"), SERVICES))).toEqual([
      "acme/region/eu/manifest.yaml",
      "acme/stack/eu-main/manifest.yaml",
      "acme/webapp/eu-main-web/manifest.yaml",
      "acme/postgres/eu-main-database/manifest.yaml",
    ]);
    expect(["region", "stack", "webapp"].map((service) => levelsBelow(service, SERVICES))).toEqual([2, 1, 0]);
    const tenant: Target = { type: "tenant", tenant: "acme" };
    expect(withinTarget(tenant, SERVICES)).toEqual([tenant]);
  });

  it("that contains itself, which the gate refuses, hangs nobody", () => {
    expect(withinTarget(at("round", "a"), SERVICES).length).toBeLessThan(20);
    expect(levelsBelow("round", SERVICES)).toBeLessThan(20);
  });

  it("is found by the name of a child, whether it is there or not", () => {
    const parents = (target: Target) => possibleParents(target, SERVICES).map(({ parent }) => pathOf(parent));
    expect(parents(at("webapp", "shop-web"))).toEqual(["acme/stack/shop/manifest.yaml"]);
    expect(parents(at("postgres", "shop-web"))).toEqual([]);
    expect(parents(at("webapp", "-web"))).toEqual([]);
    expect(parents({ type: "tenant", tenant: "shop-web" })).toEqual([]);
  });

  it("tells a child what it is asked for, and the child's own names", () => {
    const [web] = childrenAt(at("stack", "shop"), SERVICES);
    if (!web) throw new Error("a stack has a web");
    expect(childValues({ name: "shop", web: { image: "x:1" } }, web, web.target)).toEqual({
      tenant: "acme",
      name: "shop-web",
      image: "x:1",
    });
  });

  it("has as much room for a name as its longest part leaves", () => {
    expect(longestSuffix("webapp", SERVICES)).toBe("-webapp");
    expect(longestSuffix("stack", SERVICES)).toBe("-database-postgres");
    const platform = { reservedTenants: [""] } as unknown as Platform; // all that names are judged by
    const said = (target: Target) => problemsOfNames(target, platform, SERVICES).map(({ message }) => message);
    expect(said(at("stack", "a".repeat(32)))).toEqual([]);
    expect(said(at("stack", "a".repeat(33)))).toEqual([
      `A part of it becomes ${releaseNameOf(at("postgres", `${"a".repeat(33)}-database`))} in the cluster, which is 51 characters; at most 50 fit. Shorten it by 1.`,
    ]);
  });
});
