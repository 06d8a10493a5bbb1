import { expect } from "vitest";
import type { PolicyInput } from "@/lib/compile/policy";
import type { JsonObject } from "@/lib/domain/json";
import { RELEASE_NAME_MAX } from "@/lib/domain/names";
import type { Platform } from "@/lib/domain/platform";
import { TENANT_SERVICE } from "@/lib/domain/service";
import type { Api } from "../api/client";
import { create, type Manifest } from "../api/objects";

/** A manifest in which one thing about names is wrong, and what the policy should say of it. */
export interface Misnamed {
  what: string;
  manifest: Manifest;
  message: string;
}

/**
 * Manifests that each break one of a policy's rules about names.
 *
 * @param values others that fit the service
 * @param namespace where its instances belong
 */
export function misnamed(
  { name: service, kind }: PolicyInput,
  platform: Platform,
  namespace: string,
  values: JsonObject,
): Misnamed[] {
  const isTenant = service === TENANT_SERVICE;
  const manifest = (name: string, place: string, more: JsonObject = {}): Manifest => ({
    apiVersion: `${platform.group}/${platform.version}`,
    kind,
    metadata: { name, namespace: place },
    spec: { values: { ...values, ...(isTenant ? {} : { tenant: place }), name, ...more } },
  });
  const most = RELEASE_NAME_MAX - `-${service}`.length;
  const reserved = "This namespace is reserved for the platform; choose another tenant.";
  return [
    {
      what: "without a spec",
      manifest: { apiVersion: `${platform.group}/${platform.version}`, kind, metadata: { name: "near", namespace } },
      message: `spec.values is missing: state the values of this ${kind} there.`,
    },
    {
      what: "by another name than its own",
      manifest: manifest("near", namespace, { name: "far" }),
      message: "spec.values.name must be the same as metadata.name.",
    },
    {
      what: "with a name that leaves Helm no room",
      manifest: manifest("n".repeat(most + 1), namespace),
      message: `The name is too long: with -${service} after it at most ${RELEASE_NAME_MAX} characters fit, so it may have ${most}.`,
    },
    {
      what: "from the folder of something else",
      manifest: trackedAs(`far:${platform.group}/${kind}:${namespace}/near`, manifest("near", namespace)),
      message: `This ${kind} comes from a folder of the releases repository that belongs to something else.`,
    },
    ...(isTenant
      ? [
          {
            what: "outside of the control namespace",
            manifest: manifest("near", "default"),
            message: `A tenant belongs into the namespace ${platform.controlNamespace}.`,
          },
          { what: "of a reserved name", manifest: manifest("kube-near", namespace), message: reserved },
        ]
      : [
          {
            what: "of another tenant",
            manifest: manifest("near", namespace, { tenant: "far" }),
            message: `spec.values.tenant must be the namespace that this ${kind} lies in.`,
          },
          { what: "in a reserved namespace", manifest: manifest("near", "kube-system"), message: reserved },
        ]),
  ];
}

/** With Argo CD's mark on it. */
function trackedAs(mark: string, manifest: Manifest): Manifest {
  const metadata = { ...manifest.metadata, annotations: { "argocd.argoproj.io/tracking-id": mark } };
  return { ...manifest, metadata };
}

/** Asks the API server about each, and expects to be refused in the policy's words, or before it by the schema's own bound. */
export async function expectNamesRefused(api: Api, all: readonly Misnamed[]): Promise<void> {
  for (const { what, manifest, message } of all) {
    const verdict = await create(api, manifest, { dryRun: true });
    const said = verdict.accepted ? "accepted" : verdict.message;
    const isTooLong = manifest.metadata.name.length > 20 && said.includes("Too long");
    expect(isTooLong ? message : said, what).toContain(message);
  }
}
