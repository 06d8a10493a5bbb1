import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isObject, type JsonObject } from "@/lib/domain/json";
import type { Workspace } from "@/lib/helm/workspace";
import { judgeValues } from "@/lib/schema/judge";
import { at, chartNamed, documents, FETCHING_HELM, openCharts, word } from "./charts";
import { faultsOf, list } from "./facts";
import { rendered, renderMany } from "./many";
import { valuesOf } from "./values-of";

const MANY = 60;
const SLOW = 120_000;

let workspace: Workspace;
beforeAll(async () => {
  workspace = await openCharts();
}, FETCHING_HELM);
afterAll(() => workspace.close());

interface Rendering {
  values: JsonObject;
  objects: JsonObject[];
}

const known = new Map<string, Promise<Rendering[]>>();

/** What each of many values of a chart renders to, judged by the schema first as at an install. */
function possible(name: string): Promise<Rendering[]> {
  const found = known.get(name) ?? renderAll(name);
  known.set(name, found);
  return found;
}

async function renderAll(name: string): Promise<Rendering[]> {
  const chart = chartNamed(workspace, name);
  const all = valuesOf(chart.schema ?? {}, MANY);
  const texts = rendered(await renderMany(workspace, chart, all));
  return all.map((values, index) => ({ values, objects: (texts[index] ?? []).flatMap(documents) }));
}

describe.each(["tenant", "webapp", "postgres", "redis", "full-stack"])(
  "all values that the schema of %s takes",
  (name) => {
    it(
      "render to what Kubernetes takes and means, and to the same selectors",
      async () => {
        const renderings = await possible(name);
        for (const { values, objects } of renderings)
          expect(faultsOf(objects.map(withoutAsked)), JSON.stringify(values).slice(0, 2000)).toEqual([]);
        const selectors = renderings.flatMap(({ objects }) =>
          objects.flatMap((one) =>
            ["Deployment", "StatefulSet", "Service"].includes(word(one.kind))
              ? JSON.stringify(at(one, "spec", "selector"))
              : [],
          ),
        );
        expect(new Set(selectors).size).toBeLessThanOrEqual(2);
      },
      SLOW,
    );
  },
);

/** A child's values are what its own chart is asked for, and no object's fields. */
function withoutAsked(object: JsonObject): JsonObject {
  return at(object, "spec", "values") === undefined ? object : { ...object, spec: {} };
}

it(
  "a full stack asks its children for exactly what was entered, which their own schemas take",
  async () => {
    const schemaOf = (name: string) => chartNamed(workspace, name).schema ?? {};
    for (const { values, objects } of await possible("full-stack"))
      for (const [kind, service, alias] of [
        ["Webapp", "webapp", "web"],
        ["Postgres", "postgres", "database"],
      ] as const) {
        const child = objects.find((one) => one.kind === kind);
        const asked = at(child, "spec", "values") ?? null;
        expect(judgeValues(schemaOf(service), isObject(asked) ? asked : {})).toEqual([]);
        const entered = values[alias];
        const { secretEnv, ...same } = isObject(entered) ? entered : {};
        expect(asked).toMatchObject({ ...same, tenant: "acme", name: at(child, "metadata", "name") ?? "" });
        if (secretEnv !== undefined)
          expect(list(at(asked, "secretEnv"))).toEqual(expect.arrayContaining(list(secretEnv)));
      }
  },
  SLOW,
);

it(
  "a web app gets every word, variable and folder exactly as it was entered",
  async () => {
    for (const { values, objects } of await possible("webapp")) {
      const deployment = objects.find(({ kind }) => kind === "Deployment");
      const container = at(deployment, "spec", "template", "spec", "containers", 0);
      expect(at(container, "image")).toBe(values.image);
      for (const key of ["command", "args"]) expect(list(at(container, key))).toEqual(list(values[key]));
      expect(list(at(container, "env")).filter((one) => at(one, "value") !== undefined)).toEqual(list(values.env));
      const folders = list(values.writableFolders ?? ["/tmp"]);
      expect(list(at(container, "volumeMounts")).map((mount) => at(mount, "mountPath"))).toEqual(folders);
      const seconds = Number(at(values, "health", "startupSeconds") ?? 60);
      expect(5 * Number(at(container, "startupProbe", "failureThreshold"))).toBeGreaterThanOrEqual(seconds);
    }
  },
  SLOW,
);

it(
  "a tenant gets its purpose and its owners exactly as they were entered",
  async () => {
    for (const { values, objects } of await possible("tenant")) {
      const bindings = objects.filter((one) => word(at(one, "metadata", "name")).startsWith("owners-"));
      const found = bindings.flatMap((one) =>
        list(one.subjects).map((subject) => `${word(at(subject, "kind"))} ${word(at(subject, "name"))}`),
      );
      const stated = list(values.owners).map((owner) => `${word(at(owner, "kind"))} ${word(at(owner, "name"))}`);
      expect(found.sort()).toEqual(stated.sort());
      const annotations = at(
        objects.find(({ kind }) => kind === "Namespace"),
        "metadata",
        "annotations",
      );
      expect(Object.values(annotations ?? {})).toEqual([values.description ?? ""]);
    }
  },
  SLOW,
);
