import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { JsonObject } from "@/lib/domain/json";
import { objectAt } from "../api/fields";
import { apply, create, get, type Manifest, patch, remove } from "../api/objects";
import { until, untilGone, untilObject } from "../api/until";
import type { LiveCrd } from "../definitions/live-crd";
import { policyWarnings } from "../definitions/policy-warnings";
import { suiteApi, useNamespace } from "../suite";
import { GROUP, instance } from "./example";
import { publish } from "./publish";

const api = suiteApi();
let space: string;
beforeAll(async () => {
  space = await useNamespace(api, "facts-policies");
});
afterAll(() => api.close());

interface Rule {
  expression: string;
  message?: string;
  messageExpression?: string;
}

/** A policy for one kind that needs no plural. */
function policy(kind: string, rules: readonly Rule[], more: readonly JsonObject[] = []): Manifest {
  return {
    apiVersion: "admissionregistration.k8s.io/v1",
    kind: "ValidatingAdmissionPolicy",
    metadata: { name: kind.toLowerCase() },
    spec: {
      matchConstraints: {
        resourceRules: [{ apiGroups: [GROUP], apiVersions: ["*"], resources: ["*"], operations: ["CREATE", "UPDATE"] }],
      },
      matchConditions: [{ name: "kind", expression: `request.kind.kind == '${kind}'` }, ...more],
      validations: rules.map((rule) => ({ ...rule })),
    },
  };
}

const NOT_BEING_DELETED = { name: "not-being-deleted", expression: "!has(object.metadata.deletionTimestamp)" };

/** Applies a policy with its binding. */
async function bind(one: Manifest): Promise<void> {
  await apply(api, one);
  await apply(api, {
    apiVersion: "admissionregistration.k8s.io/v1",
    kind: "ValidatingAdmissionPolicyBinding",
    metadata: { name: one.metadata.name },
    spec: { policyName: one.metadata.name, validationActions: ["Deny"] },
  });
}

/** The same, and waits until it refuses what it should: a new policy takes a second or two to bite. */
async function enforce(one: Manifest, refused: Manifest): Promise<void> {
  await bind(one);
  await until(`The policy ${one.metadata.name} bites`, async () => {
    const verdict = await create(api, refused, { dryRun: true });
    return verdict.accepted ? null : true;
  });
}

describe("an admission policy", () => {
  it("refuses what KRO's CRD lets through, in words of its own, and names only its first failing rule", async () => {
    await publish(api, { kind: "Ruled", values: { a: "string", b: "string" } });
    const rules = [
      { expression: "has(object.spec)", message: "It needs a spec." },
      {
        expression: "object.spec.?values.?a.orValue('') != 'bad'",
        messageExpression: "'The name ' + object.metadata.name + ' has a bad a.'",
      },
      { expression: "object.spec.?values.?b.orValue('') != 'bad'", message: "b is bad." },
    ];
    await enforce(policy("Ruled", rules), instance("Ruled", space, "x"));
    expect(await create(api, instance("Ruled", space, "x"), { dryRun: true })).toMatchObject({
      accepted: false,
      code: 422,
      message: expect.stringContaining("It needs a spec.") as string,
    });
    const both = await create(api, instance("Ruled", space, "x", { a: "bad", b: "bad" }), { dryRun: true });
    expect(both).toMatchObject({ message: expect.stringContaining("The name x has a bad a.") as string });
    expect(JSON.stringify(both)).not.toContain("b is bad.");
  });

  it("breaks on 1.0, which the CRD takes for an integer, unless it is made one", async () => {
    const { apiVersion, plural } = await publish(api, { kind: "Fraction", values: { n: "integer" } });
    const even = (expression: string) => policy("Fraction", [{ expression, message: "n is odd." }]);
    const manifest = JSON.stringify(instance("Fraction", space, "x", { n: 2 }));
    const verdict = () =>
      api.send("POST", `/apis/${apiVersion}/namespaces/${space}/${plural}`, {
        query: { dryRun: "All" },
        // JSON.stringify writes 2.0 as 2.
        text: manifest.replace('"n":2', '"n":2.0'),
      });
    await enforce(even("object.spec.values.n % 2 == 0"), instance("Fraction", space, "x", { n: 3 }));
    expect(await verdict()).toMatchObject({
      code: 422,
      body: { message: expect.stringContaining("no such overload") as string },
    });
    await apply(api, even("int(object.spec.values.n) % 2 == 0"));
    await until("The mended policy is live", async () => ((await verdict()).code === 201 ? true : null));
  });

  it("for every resource is checked for types by nobody; a copy for the live plural is", async () => {
    const crd: LiveCrd = await publish(api, { kind: "Typed", values: { a: "string" } });
    const one = policy("Typed", [{ expression: "object.spec.values.mispelt == 'x'", message: "no" }]);
    await apply(api, one);
    const checked = await untilObject(api, one, "is looked at", ({ status }) => status?.observedGeneration === 1);
    expect(JSON.stringify(checked.status)).not.toContain("mispelt");
    expect(await policyWarnings(api, one, crd)).toEqual([
      {
        field: "spec.validations[0].expression",
        warning: expect.stringContaining("undefined field 'mispelt'") as string,
      },
    ]);
    const right = policy("Typed", [{ expression: "object.spec.values.a == 'x'", message: "no" }]);
    expect(await policyWarnings(api, right, crd)).toEqual([]);
  });

  it("matches nothing by a plural that was guessed wrong, and nobody says so", async () => {
    const crd = await publish(api, { kind: "Demo", values: { a: "string" } });
    expect(crd.plural).toBe("demoes");
    const guessed = policy("Demo", [{ expression: "object.spec.values.a != 'bad'", message: "a is bad." }]);
    const rule = { apiGroups: [GROUP], apiVersions: ["*"], resources: ["demos"], operations: ["CREATE", "UPDATE"] };
    guessed.metadata.name = "demo-guessed";
    await bind({ ...guessed, spec: { ...objectAt(guessed, "spec"), matchConstraints: { resourceRules: [rule] } } });
    // Once a policy that came later bites, the first one would, too.
    const any = policy("Demo", [{ expression: "object.spec.values.a != 'worse'", message: "a is worse." }]);
    await enforce(any, instance("Demo", space, "x", { a: "worse" }));
    expect(await create(api, instance("Demo", space, "x", { a: "bad" }), { dryRun: true })).toMatchObject({
      accepted: true,
    });
  });

  it("makes an instance that was there before it undeletable, unless objects under deletion pass", async () => {
    await publish(api, { kind: "Trapped", values: { a: "string" } });
    const object = instance("Trapped", space, "old", { a: "bad" });
    await apply(api, object);
    await untilObject(api, object, "is active", ({ status }) => status?.state === "ACTIVE");
    const rules = [{ expression: "object.spec.values.a != 'bad'", message: "a is bad." }];
    await enforce(policy("Trapped", rules), instance("Trapped", space, "new", { a: "bad" }));
    await remove(api, object);
    await untilObject(api, object, "is held", ({ status }) => JSON.stringify(status).includes("a is bad."));
    await apply(api, policy("Trapped", rules, [NOT_BEING_DELETED]));
    await untilGone(api, object);
  });

  it("lets an update that leaves spec alone pass when it compares with what was there", async () => {
    await publish(api, { kind: "Eased", values: { a: "string" } });
    const object = instance("Eased", space, "old", { a: "bad" });
    await apply(api, object);
    const changed = {
      name: "spec-changed",
      expression:
        "oldObject == null || has(object.spec) != has(oldObject.spec) || (has(object.spec) && object.spec != oldObject.spec)",
    };
    const rules = [{ expression: "object.spec.values.a != 'bad'", message: "a is bad." }];
    await enforce(policy("Eased", rules, [NOT_BEING_DELETED, changed]), instance("Eased", space, "new", { a: "bad" }));
    expect(await patch(api, object, { metadata: { labels: { x: "y" } } })).toMatchObject({ accepted: true });
    expect(await patch(api, object, { spec: { values: { a: "bad", b: null } } })).toMatchObject({ accepted: true });
    expect(await patch(api, object, { spec: { values: { a: "good" } } })).toMatchObject({ accepted: true });
    expect(await patch(api, object, { spec: { values: { a: "bad" } } })).toMatchObject({ accepted: false });
    expect((await get(api, object))?.spec).toEqual({ values: { a: "good" } });
  });
});
