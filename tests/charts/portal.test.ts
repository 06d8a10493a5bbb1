import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { isObject, type JsonObject } from "@/lib/domain/json";
import { findHelm } from "@/lib/helm/find-helm";
import { run } from "@/lib/helm/run";
import { at, documents, FETCHING_HELM, ROOT } from "./charts";

const CHART = join(ROOT, "deploy/portal/chart");
const NEEDED = ["--set=publicUrl=https://portal.example.com", "--set=image.repository=example/portal"];

let helm: string;
beforeAll(async () => {
  helm = (await findHelm({ env: process.env })).path;
}, FETCHING_HELM);

const ask = (...words: string[]) => run(helm, words, { env: process.env, cwd: ROOT });

async function rendered(...more: string[]): Promise<JsonObject[]> {
  const ran = await ask("template", "portal", CHART, "--namespace=control", ...NEEDED, ...more);
  if (ran.code !== 0) throw new Error(ran.stderr);
  return documents(ran.stdout);
}

const of = (objects: JsonObject[], kind: string) => objects.find((object) => object.kind === kind);

describe("the portal's own chart", () => {
  it("has nothing that Helm's lint finds", async () => {
    const ran = await ask("lint", "--strict", CHART, ...NEEDED);
    expect(ran.stdout).toContain("0 chart(s) failed");
    expect(ran.stdout).not.toMatch(/WARNING|ERROR/);
  });

  it("refuses to be installed without an address and an image, and says both at once", async () => {
    const ran = await ask("template", "portal", CHART);
    expect(ran.code).not.toBe(0);
    expect(ran.stderr).toContain("/publicUrl");
    expect(ran.stderr).toContain("/image/repository");
  });

  it("runs one portal at a time, as nobody, on a file system that it can't change but for its data", async () => {
    const pod = at(of(await rendered(), "Deployment"), "spec", "template", "spec");
    expect(at(of(await rendered(), "Deployment"), "spec", "strategy", "type")).toBe("Recreate");
    expect(at(pod, "securityContext", "runAsNonRoot")).toBe(true);
    expect(at(pod, "containers", 0, "securityContext")).toMatchObject({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ["ALL"] },
    });
    expect(at(pod, "containers", 0, "volumeMounts")).toEqual([
      { name: "data", mountPath: "/data" },
      { name: "temporary", mountPath: "/tmp" },
    ]);
  });

  it("is restarted when it is dead and gets nobody while it isn't ready", async () => {
    const container = at(of(await rendered(), "Deployment"), "spec", "template", "spec", "containers", 0);
    expect(at(container, "livenessProbe", "httpGet", "path")).toBe("/healthz");
    expect(at(container, "readinessProbe", "httpGet", "path")).toBe("/readyz");
  });

  it("never switches the development sign-in on", async () => {
    expect(JSON.stringify(await rendered())).not.toContain("DEVELOPMENT");
  });

  it("keeps its data when it is uninstalled, and takes a claim that is there already", async () => {
    const claim = of(await rendered(), "PersistentVolumeClaim");
    expect(at(claim, "metadata", "annotations", "helm.sh/resource-policy")).toBe("keep");
    const other = await rendered("--set=data.existingClaim=kept");
    expect(of(other, "PersistentVolumeClaim")).toBeUndefined();
    expect(JSON.stringify(of(other, "Deployment"))).toContain('"claimName":"kept"');
  });

  it("is served under its public address alone", async () => {
    const ingress = of(await rendered("--set=ingress.enabled=true,ingress.tlsSecret=portal-tls"), "Ingress");
    const rules = at(ingress, "spec", "rules");
    expect(Array.isArray(rules) && rules.map((rule) => isObject(rule) && rule.host)).toEqual(["portal.example.com"]);
    expect(at(ingress, "spec", "tls", 0, "hosts")).toEqual(["portal.example.com"]);
  });
});
