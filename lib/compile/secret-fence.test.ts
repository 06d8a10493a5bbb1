import { expect, it } from "vitest";
import { at } from "@/tests/charts/charts";
import { secretFence } from "./secret-fence";

const [policy, binding] = secretFence({ group: "services.example.org", controlNamespace: "control" });

it("owners' Secrets are judged in every tenant's namespace and in no other, and refused when they can't be judged", () => {
  expect(at(policy, "spec", "failurePolicy")).toBe("Fail");
  expect(at(policy, "spec", "matchConstraints", "resourceRules", 0)).toEqual({
    apiGroups: [""],
    apiVersions: ["v1"],
    operations: ["CREATE", "UPDATE"],
    resources: ["secrets"],
  });
  expect(binding?.spec).toEqual({
    policyName: at(policy, "metadata", "name") ?? null,
    validationActions: ["Deny"],
    matchResources: {
      namespaceSelector: { matchExpressions: [{ key: "services.example.org/tenant", operator: "Exists" }] },
    },
  });
});

it("no Secret in a tenant can ask for an account's token", () => {
  expect(at(policy, "spec", "validations", 0, "expression")).toBe(
    "object.?type.orValue('') != 'kubernetes.io/service-account-token'",
  );
});

it("Helm's records, known by name, type or label, are the deployer's and the platform's alone", () => {
  const expression = at(policy, "spec", "validations", 1, "expression");
  for (const part of [
    "startsWith('sh.helm.release.')",
    "'helm.sh/release.v1'",
    "labels[?'owner'].orValue('') == 'helm'",
    "== 'system:serviceaccount:' + request.namespace + ':deployer'",
    "resource('rolebindings').namespace(request.namespace).check('create').allowed()",
  ])
    expect(expression).toContain(part);
});
