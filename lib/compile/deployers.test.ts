import { describe, expect, it } from "vitest";
import type { JsonObject } from "@/lib/domain/json";
import type { Platform } from "@/lib/domain/platform";
import { word } from "@/tests/charts/charts";
import { deployers } from "./deployers";

const PLATFORM = { group: "services.example.org", controlNamespace: "control" } as Platform; // what it reads of it
const objects = deployers(
  {
    rendered: [
      { group: "apps", resource: "deployments" },
      { group: "", resource: "services" },
    ],
    fences: [
      { group: "", resource: "namespaces" },
      { group: "rbac.authorization.k8s.io", resource: "rolebindings" },
    ],
  },
  PLATFORM,
);
const rulesOf = (name: string): JsonObject[] =>
  objects.flatMap((object) => {
    const { metadata, rules } = object;
    return JSON.stringify(metadata).includes(`"${name}"`) && Array.isArray(rules) ? (rules as JsonObject[]) : []; // rules are objects
  });
const grants = (name: string) =>
  rulesOf(name).flatMap(({ apiGroups, resources, verbs }) =>
    [apiGroups, resources, verbs].map((list) => (Array.isArray(list) ? list.map(word).join() : "")).join(" "),
  );

const WRITE = "get,list,watch,create,update,patch,delete";

describe("the accounts that releases are installed as", () => {
  it("may, in a tenant, what charts render, Helm's records, and look at what Helm waits for", () => {
    expect(grants("services.example.org:deployer")).toEqual([
      ` secrets,services ${WRITE}`,
      `apps deployments ${WRITE}`,
      " events,persistentvolumeclaims,pods get,list,watch",
      "apps replicasets get,list,watch",
    ]);
  });

  it("may, for tenants themselves, what fences them in, and hand out exactly the roles that tenants know, never more", () => {
    expect(grants("services.example.org:tenant-deployer")).toEqual([
      ` namespaces ${WRITE}`,
      `rbac.authorization.k8s.io rolebindings ${WRITE}`,
      "rbac.authorization.k8s.io clusterroles bind",
    ]);
    expect(rulesOf("services.example.org:tenant-deployer").at(-1)?.resourceNames).toEqual([
      "services.example.org:tenant-view",
      "services.example.org:tenant-edit",
      "services.example.org:tenant-admin",
      "services.example.org:deployer",
    ]);
    expect(JSON.stringify(objects)).not.toContain("escalate");
  });

  it("may read Secrets of the control namespace through a role of that namespace, not everywhere", () => {
    expect(grants("tenant-deployer")).toEqual([` secrets ${WRITE}`]);
    expect(grants("services.example.org:tenant-deployer").join()).not.toContain("secrets");
  });
});
