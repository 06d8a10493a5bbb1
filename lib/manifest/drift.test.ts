import { describe, expect, it } from "vitest";
import type { JsonObject } from "@/lib/domain/json";
import { contentOf, driftBetween, liveText } from "./drift";

const MANIFEST = `apiVersion: example.io/v1
kind: Postgres
metadata:
  name: orders
  namespace: acme
spec:
  values:
    tenant: acme
    name: orders
    instances: 3
    tags: [a, b]
    backups:
      enabled: yes
`;

const LIVE: JsonObject = {
  apiVersion: "example.io/v1",
  kind: "Postgres",
  metadata: { name: "orders", namespace: "acme", uid: "u-1", labels: { "kro.run/owned": "true" } },
  spec: {
    values: {
      backups: { enabled: true, schedule: "0 3 * * *" },
      instances: 3,
      name: "orders",
      storage: "20Gi",
      tags: ["a", "b"],
      tenant: "acme",
    },
  },
  status: { state: "ACTIVE" },
};

/** What differs once the live values are these. */
function differing(values: JsonObject, stated = MANIFEST): [string, unknown, unknown][] {
  const spec = LIVE.spec as { values: JsonObject }; // as above
  const live = { ...LIVE, spec: { values: { ...spec.values, ...values } } };
  return driftBetween(contentOf(stated) ?? {}, live).map(({ path, merged, live }) => [path.join("/"), merged, live]);
}

describe("drift", () => {
  it("is none where the cluster has what the manifest states, whatever the API filled in beside it", () => {
    expect(differing({})).toEqual([]);
  });

  const CASES: [string, JsonObject, [string, unknown, unknown][]][] = [
    ["a value that was changed", { instances: 5 }, [["spec/values/instances", 3, 5]]],
    ["a text where a number is stated", { instances: "3" }, [["spec/values/instances", 3, "3"]]],
    ["a field in a group", { backups: { enabled: false } }, [["spec/values/backups/enabled", true, false]]],
    ["a field that is gone", { backups: {} }, [["spec/values/backups/enabled", true, undefined]]],
    ["an entry of a list", { tags: ["a", "c"] }, [["spec/values/tags/1", "b", "c"]]],
    ["a list with another number of entries", { tags: ["a"] }, [["spec/values/tags", ["a", "b"], ["a"]]]],
    ["a group that became something else", { backups: null }, [["spec/values/backups", { enabled: true }, null]]],
  ];
  it.each(CASES)("is %s", (_what, values, differences) => {
    expect(differing(values)).toEqual(differences);
  });

  it("is a group of which nothing is there", () => {
    const live = { ...LIVE, spec: { values: { tenant: "acme" } } };
    const paths = driftBetween(contentOf(MANIFEST) ?? {}, live).map(({ path }) => path.at(-1));
    expect(paths).toEqual(["name", "instances", "tags", "backups"]);
  });

  it("is none in what states nothing: null, and a group without fields", () => {
    const more = `${MANIFEST}    storage: null\n    resources: {}\n`;
    expect(differing({ storage: "20Gi" }, more)).toEqual([]);
  });

  it("is none in entries of lists whose own defaults the API filled in", () => {
    const more = `${MANIFEST}    owners:\n      - name: ann\n`;
    expect(differing({ owners: [{ name: "ann", role: "view" }] }, more)).toEqual([]);
  });

  it("is not looked for in a name that every object has", () => {
    const more = `${MANIFEST}    toString: x\n`;
    expect(differing({}, more)).toEqual([["spec/values/toString", "x", undefined]]);
  });
});

describe("the content of a manifest", () => {
  it.each([["spec: ["], ["a: 1\na: 2"], [""], ["- a"]])("is nothing where %j can't be read as one", (text) => {
    expect(contentOf(text)).toBeNull();
  });
});

describe("the live resource beside the manifest", () => {
  it("has the manifest's parts in its order, with what the API filled in and without what others keep there", () => {
    expect(liveText(contentOf(MANIFEST) ?? {}, LIVE)).toBe(`apiVersion: example.io/v1
kind: Postgres
metadata:
  name: orders
  namespace: acme
spec:
  values:
    tenant: acme
    name: orders
    instances: 3
    tags:
      - a
      - b
    backups:
      enabled: true
      schedule: "0 3 * * *"
    storage: 20Gi
`);
  });
});
