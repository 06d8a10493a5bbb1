import { describe, expect, it } from "vitest";
import { isObject, type JsonObject, type JsonValue } from "@/lib/domain/json";
import { portalReads, portalRights } from "./portal-rights";

const PLATFORM = { group: "services.example.org", controlNamespace: "control" };
const reads = portalReads(
  [
    {
      service: "redis",
      resources: [
        { group: "apps", resource: "statefulsets" },
        { group: "", resource: "secrets" },
      ],
    },
    { service: "secrets-only", resources: [{ group: "", resource: "secrets" }] },
  ],
  PLATFORM,
);
const all = [...portalRights(PLATFORM), ...reads];

function at(value: JsonValue | undefined, ...keys: string[]): JsonValue | undefined {
  return keys.reduce((here, key) => (isObject(here) ? here[key] : undefined), value);
}
const rulesOf = (object: JsonObject) => (Array.isArray(object.rules) ? object.rules.filter(isObject) : []);

describe("what the portal's account may do", () => {
  it("is to look, and never at Secrets or at everything of a group but its own", () => {
    const rules = all.flatMap(rulesOf);
    expect(rules.length).toBeGreaterThan(5);
    for (const { verbs, resources, apiGroups } of rules) {
      expect(["get", "list", "watch"]).toEqual(expect.arrayContaining(verbs as string[])); // as compiled
      expect(resources).not.toContain("secrets");
      if ((resources as string[]).includes("*")) expect(apiGroups).toEqual([PLATFORM.group]); // as compiled
    }
  });

  it("is gathered from roles by a label that all of them have", () => {
    const [label] = [at(all[0], "aggregationRule", "clusterRoleSelectors")].flatMap((list) =>
      Array.isArray(list) ? list.map((one) => at(one, "matchLabels")) : [],
    );
    const roles = all.filter((object) => rulesOf(object).length > 0);
    expect(roles.map((object) => at(object, "metadata", "name"))).toEqual([
      "services.example.org:portal-reads",
      "services.example.org:portal-reads-redis",
    ]);
    for (const object of roles) expect(at(object, "metadata", "labels")).toMatchObject(label as JsonObject); // there
  });
});
