import { expect, it } from "vitest";
import { gateOptionNamespaces } from "./gate-hints";

it("suggestions come from the tenant or from a namespace that platform.yaml lists; any other is named", () => {
  const field = (namespace: string) => ({ type: "string", "x-options": { kind: "ConfigMap", namespace } });
  const schema = { properties: { a: field("tenant"), b: field("shared"), c: { items: field("kube-system") } } };
  expect(gateOptionNamespaces(schema, ["shared"])).toEqual([
    {
      pointer: "/properties/c/items/x-options/namespace",
      message:
        'The namespace kube-system is neither the tenant\'s ("tenant") nor listed in platform.yaml, so nothing is suggested.',
      fix: "Add it to optionNamespaces in platform.yaml, or write tenant.",
    },
  ]);
});
