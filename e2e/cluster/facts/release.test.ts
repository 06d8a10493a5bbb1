import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { JsonObject } from "@/lib/domain/json";
import { objectsAt, textAt } from "../api/fields";
import { apply, get, patch, type Reference } from "../api/objects";
import { untilObject } from "../api/until";
import type { LiveCrd } from "../definitions/live-crd";
import { suiteApi, useNamespace } from "../suite";
import { type Example, instance } from "./example";
import { publish } from "./publish";

const api = suiteApi();
afterAll(() => api.close());

const READY =
  "release.status.conditions.exists(c, c.type == 'Ready' && c.status == 'True' && c.observedGeneration == release.metadata.generation)";

/** A definition that makes a HelmRelease, which nobody but the specs answers: no Flux runs here. */
const released = (kind: string, more: Partial<Example> = {}): Example => ({
  kind,
  types: { Inner: { "with-hyphen": "string", in: "string", namespace: "string" } },
  values: { inner: "Inner", count: "integer | default=1", labels: "map[string]string" },
  resources: [
    {
      id: "release",
      readyWhen: [`\${${READY}}`],
      template: {
        apiVersion: "helm.toolkit.fluxcd.io/v2",
        kind: "HelmRelease",
        metadata: { name: "${schema.metadata.name}-x", namespace: "${schema.metadata.namespace}" },
        spec: {
          interval: "5m",
          chartRef: { kind: "HelmChart", name: "x", namespace: "default" },
          values: "${schema.spec.values}",
        },
      },
    },
  ],
  ...more,
});

describe("a definition that makes a HelmRelease", () => {
  let space: string;
  let crd: LiveCrd;
  beforeAll(async () => {
    space = await useNamespace(api, "facts-release");
    const message = "${release.status.conditions.filter(c, c.type == 'Ready')[0].message}";
    crd = await publish(
      api,
      released("Released", {
        status: { ready: `\${${READY}}`, message, revision: "${release.status.lastAttemptedRevision}" },
      }),
    );
  });
  const release = (name: string): Reference => ({
    apiVersion: "helm.toolkit.fluxcd.io/v2",
    kind: "HelmRelease",
    metadata: { namespace: space, name: `${name}-x` },
  });
  /** What helm-controller would write. */
  const answer = (name: string, observedGeneration: number, message: string) => {
    const lastTransitionTime = "2026-01-01T00:00:00Z";
    const ready: JsonObject = { type: "Ready", status: "True", reason: "Done", message, lastTransitionTime };
    const status = { lastAttemptedRevision: "0.1.0", conditions: [{ ...ready, observedGeneration }] };
    return patch(api, release(name), { status }, { status: true });
  };
  const stateIs = (name: string, state: string) =>
    untilObject(api, instance("Released", space, name), `is ${state}`, ({ status }) => status?.state === state);

  it("copies typed values whole, with keys that CEL could not name and with defaults filled in", async () => {
    const values = { inner: { "with-hyphen": "a", in: "b", namespace: "c" }, labels: { "x.y/z": "d" } };
    await apply(api, instance("Released", space, "copied", values));
    const made = await untilObject(api, release("copied"), "is made", () => true);
    expect(made.spec?.values).toEqual({ ...values, count: 1 });
  });

  it("waits without an error while the release has no status, and is not fooled by one of an older generation", async () => {
    await apply(api, instance("Released", space, "gated", { count: 1 }));
    await untilObject(api, release("gated"), "is made", () => true);
    await stateIs("gated", "IN_PROGRESS");
    await answer("gated", 1, "first");
    const first = await stateIs("gated", "ACTIVE");
    expect(first.status).toMatchObject({ ready: true, message: "first", revision: "0.1.0" });

    await apply(api, instance("Released", space, "gated", { count: 2 }));
    await untilObject(api, release("gated"), "is changed", ({ metadata }) => metadata.generation === 2);
    await stateIs("gated", "IN_PROGRESS");
    await sleep(2_000);
    expect((await get(api, instance("Released", space, "gated")))?.status).toMatchObject({
      state: "IN_PROGRESS",
      ready: false,
    });
    await answer("gated", 2, "second");
    expect((await stateIs("gated", "ACTIVE")).status).toMatchObject({ ready: true, message: "second" });
  });

  it("keeps KRO's columns when it states none, and loses them when it states its own", async () => {
    const own = [{ name: "Message", type: "string", jsonPath: ".status.message" }];
    const columns = ({ object }: LiveCrd) =>
      objectsAt(object.spec, "versions").flatMap((version) =>
        objectsAt(version, "additionalPrinterColumns").map((column) => textAt(column, "name")),
      );
    expect(columns(crd)).toEqual(["State", "Ready", "Age"]);
    expect(columns(await publish(api, released("Columned", { columns: own })))).toEqual(["Message"]);
  });
});
