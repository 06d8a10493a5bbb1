import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { apiTypes } from "@/lib/compile/api-types";
import { definition, INSTANCE_GRAPH } from "@/lib/compile/definition";
import { policy } from "@/lib/compile/policy";
import type { JsonObject } from "@/lib/domain/json";
import type { Platform } from "@/lib/domain/platform";
import { SECRET_PATTERNS, SECRET_SENTENCES } from "@/lib/schema/secret";
import { apply, create, type Manifest, patch } from "../api/objects";
import { until } from "../api/until";
import { untilCrd } from "../definitions/live-crd";
import { policyWarnings } from "../definitions/policy-warnings";
import { untilActive } from "../definitions/until-active";
import { suiteApi, useNamespace } from "../suite";

const PLATFORM = {
  group: "hints.example.org",
  version: "v1alpha1",
  controlNamespace: "hints-control",
  reservedTenants: ["kube-*"],
  timeouts: { release: 300, reconcile: 120 },
} as Platform; // what is read of it here
const NAMESPACE = "hinted";
const LITERAL = "Hunter2 s3cr3t!";

const part = (which: "name" | "key"): JsonObject => ({
  type: "string",
  maxLength: 253,
  pattern: `^${SECRET_PATTERNS[which]}$`,
  "x-secret": which,
});
const SCHEMA: JsonObject = {
  type: "object",
  additionalProperties: false,
  required: ["tenant", "name"],
  properties: {
    tenant: { type: "string" },
    name: { type: "string" },
    note: { type: "string" },
    version: { title: "Version", type: "string", default: "18", "x-fixed": true },
    "disk-drive": {
      title: "Disk",
      type: "object",
      additionalProperties: false,
      properties: { class: { title: "Class", type: "string", "x-fixed": true }, size: { type: "string" } },
    },
    password: {
      title: "Password",
      type: "object",
      "x-secret": "reference",
      additionalProperties: false,
      required: ["name", "key"],
      properties: { name: part("name"), key: part("key") },
    },
  },
};
const SERVICE = { name: "hinted", kind: "Hinted", title: "Hinted", values: apiTypes(SCHEMA), health: [] };
const POLICY = policy(SERVICE, PLATFORM).map((object) => object as Manifest); // kind and name are in them

const manifest = (name: string, values: JsonObject): Manifest => ({
  apiVersion: `${PLATFORM.group}/${PLATFORM.version}`,
  kind: SERVICE.kind,
  metadata: { name, namespace: NAMESPACE },
  spec: { values: { tenant: NAMESPACE, name, ...values } },
});

const api = suiteApi();
beforeAll(async () => {
  await useNamespace(api, NAMESPACE);
  await apply(api, definition(SERVICE, PLATFORM, INSTANCE_GRAPH) as Manifest); // as above
  for (const object of POLICY) await apply(api, object);
  await untilActive(api, SERVICE.name);
  await untilCrd(api, PLATFORM.group, SERVICE.kind);
  const wrong = { ...manifest("x", {}), spec: { values: { tenant: "another", name: "x" } } };
  await until("The policy bites", async () => ((await create(api, wrong, { dryRun: true })).accepted ? null : true));
  await apply(api, manifest("stated", { version: "17", "disk-drive": { class: "fast", size: "1Gi" } }));
  await apply(api, manifest("bare", {}));
}, 300_000);
afterAll(() => api.close());

/** What the API server says to a merge patch of the values; null takes a key away. */
const change = (name: string, values: JsonObject) =>
  patch(api, manifest(name, {}), { spec: { values } }, { dryRun: true });

describe("what is fixed after creation, on a real API server", () => {
  it.each<[string, string, JsonObject, string]>([
    ["changed", "stated", { version: "18" }, "Version is fixed"],
    ["removed", "stated", { "disk-drive": { class: null } }, "Disk › Class is fixed"],
    ["removed with what it lies in", "stated", { "disk-drive": null }, "Disk › Class is fixed"],
    ["removed, so that its default comes", "stated", { version: null }, "Version is fixed"],
    ["set later", "bare", { "disk-drive": { class: "slow" } }, "Disk › Class is fixed"],
    ["set later, other than the default that stood there", "bare", { version: "17" }, "Version is fixed"],
  ])("can't be %s", async (_how, name, values, sentence) => {
    const verdict = await change(name, values);
    expect(verdict.accepted ? "accepted" : verdict.message).toContain(sentence);
  });

  it("stays out of the way of every other change, and of a default that is stated", async () => {
    expect(await change("stated", { note: "x", "disk-drive": { size: "2Gi" } })).toMatchObject({ accepted: true });
    expect(await change("bare", { version: "18", "disk-drive": { size: "2Gi" } })).toMatchObject({ accepted: true });
  });
});

describe("a secret where one is to be named, on a real API server", () => {
  it.each<[string, JsonObject, RegExp]>([
    ["as the name", { name: LITERAL, key: "a" }, new RegExp(SECRET_SENTENCES.name)],
    ["as the key", { name: "a", key: LITERAL }, new RegExp(SECRET_SENTENCES.key)],
  ])("is refused without being repeated %s", async (_how, password, sentence) => {
    const verdict = await create(api, manifest("secretive", { password }), { dryRun: true });
    const said = verdict.accepted ? "accepted" : JSON.stringify(verdict);
    expect(said).toMatch(sentence);
    expect(said).not.toMatch(/Hunter2|s3cr3t/);
  });

  it("is refused without being repeated in the place of the reference", async () => {
    const verdict = await create(api, manifest("secretive", { password: LITERAL }), { dryRun: true });
    expect(verdict.accepted).toBe(false);
    expect(JSON.stringify(verdict)).not.toMatch(/Hunter2|s3cr3t/);
  });

  it("is none when it names one", async () => {
    const password = { name: "orders-login", key: "password" };
    expect(await create(api, manifest("secretive", { password }), { dryRun: true })).toMatchObject({ accepted: true });
  });
});

it("the policy's rules about hints have no type error", async () => {
  const crd = await untilCrd(api, PLATFORM.group, SERVICE.kind);
  const [rules] = POLICY;
  expect(rules && (await policyWarnings(api, rules, crd))).toEqual([]);
});
