import { afterAll, describe, expect, it } from "vitest";
import { create, list } from "../api/objects";
import { suiteApi } from "../suite";

const api = suiteApi();
afterAll(() => api.close());

describe("the control plane", () => {
  it("answers as the Kubernetes that is pinned", async () => {
    const { body } = await api.send("GET", "/version");
    expect(body.gitVersion).toBe("v1.36.3");
  });

  it("serves the kinds of KRO and Flux, with plurals that are asked for and never guessed", async () => {
    expect(await api.kinds.find("kro.run/v1alpha1", "ResourceGraphDefinition")).toEqual({
      plural: "resourcegraphdefinitions",
      namespaced: false,
    });
    expect(await api.kinds.find("helm.toolkit.fluxcd.io/v2", "HelmRelease")).toEqual({
      plural: "helmreleases",
      namespaced: true,
    });
    expect(await api.kinds.find("helm.toolkit.fluxcd.io/v2", "Nothing")).toBeNull();
  });

  it("judges without storing, and names what it refuses", async () => {
    const manifest = { apiVersion: "v1", kind: "ConfigMap", metadata: { namespace: "default", name: "dry" } };
    expect(await create(api, manifest, { dryRun: true })).toMatchObject({ accepted: true });
    expect(await create(api, { ...manifest, nope: 1 }, { dryRun: true })).toMatchObject({
      accepted: false,
      code: 400,
      message: expect.stringContaining('unknown field "nope"') as string,
    });
    const named = await list(api, { apiVersion: "v1", kind: "ConfigMap" }, { namespace: "default" });
    expect(named.map(({ metadata }) => metadata.name)).not.toContain("dry");
  });

  it("gives two thousand verdicts in seconds", async () => {
    const begin = Date.now();
    const verdicts = await Promise.all(
      Array.from({ length: 2_000 }, (_, at) =>
        create(
          api,
          { apiVersion: "v1", kind: "ConfigMap", metadata: { namespace: "default", name: `v-${at}` } },
          { dryRun: true },
        ),
      ),
    );
    expect(verdicts.every(({ accepted }) => accepted)).toBe(true);
    console.log(`2,000 verdicts: ${((Date.now() - begin) / 1000).toFixed(1)} s`);
  });
});
