import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { definition, GROUP } from "../facts/example";
import { suiteApi } from "../suite";
import { applyDefinitions } from "./apply-definitions";
import { policyWarnings } from "./policy-warnings";

const api = suiteApi();
const folder = mkdtempSync(join(tmpdir(), "definitions-"));
afterAll(() => {
  api.close();
  rmSync(folder, { recursive: true });
});

/** A policy as it is generated: for every resource of the group. */
const policy = (name: string, expression: string) => ({
  apiVersion: "admissionregistration.k8s.io/v1",
  kind: "ValidatingAdmissionPolicy",
  metadata: { name },
  spec: {
    matchConstraints: {
      resourceRules: [{ apiGroups: [GROUP], apiVersions: ["*"], resources: ["*"], operations: ["CREATE", "UPDATE"] }],
    },
    validations: [{ expression, message: "No." }],
  },
});

describe("a folder of definitions", () => {
  it("is applied as it lies there, and each service comes back with its live CRD and its policies", async () => {
    const files = {
      "box.yaml": definition({ kind: "Box", values: { a: "string" } }),
      "box.policy.yaml": policy("box", "object.spec.values.a != 'x'"),
      "crate.yaml": definition({ kind: "Crate", values: { b: "integer" } }),
      "crate.policy.yaml": policy("crate", "object.spec.values.missing != 1"),
      "note.yaml": { apiVersion: "v1", kind: "ConfigMap", metadata: { namespace: "default", name: "a-note" } },
    };
    // JSON is YAML.
    for (const [file, object] of Object.entries(files)) writeFileSync(join(folder, file), JSON.stringify(object));
    const applied = await applyDefinitions(api, folder, GROUP);
    expect(applied.map(({ service, kind, crd }) => [service, kind, crd.plural])).toEqual([
      ["box", "Box", "boxes"],
      ["crate", "Crate", "crates"],
    ]);
    const warnings = await Promise.all(
      applied.map(async ({ crd, policies }) => await Promise.all(policies.map((one) => policyWarnings(api, one, crd)))),
    );
    expect(warnings).toEqual([
      [[]],
      [[{ field: "spec.validations[0].expression", warning: expect.stringContaining("missing") as string }]],
    ]);
  });
});
