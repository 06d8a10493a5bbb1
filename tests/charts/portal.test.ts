import { readFileSync } from "node:fs";
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

  it("refuses a second replica of a portal that keeps its releases itself, and one without a shared session secret", async () => {
    const refusal = async (...more: string[]) => (await ask("template", "portal", CHART, ...NEEDED, ...more)).stderr;
    expect(await refusal("--set=replicas=2")).toContain(
      "replicas is 2, but the portal keeps the releases repository on its own volume",
    );
    const github = ["--set-string=github.appId=12", "--set=github.secret=app"];
    expect(await refusal("--set=replicas=2", ...github)).toContain("Set session.secret");
    expect(await refusal("--set-string=github.appId=12")).toContain("Name the Secret that holds its keys");
    expect(await refusal(...github, "--set=github.token=true")).toContain("leave the other out");
    expect(await refusal("--set=oidc.issuer=https://login.example.com")).toContain("Set all three, or none");
    expect(await refusal("--set=replicas=0")).toContain("/replicas");
  });

  it("runs several beside each other with releases on GitHub, each with a folder of its own and no volume", async () => {
    const github = ["--set-string=github.appId=12", "--set=github.secret=app", "--set=session.secret=sessions"];
    const objects = await rendered("--set=replicas=3", ...github);
    const deployment = of(objects, "Deployment");
    expect(at(deployment, "spec", "replicas")).toBe(3);
    expect(at(deployment, "spec", "strategy", "type")).toBe("RollingUpdate");
    expect(of(objects, "PersistentVolumeClaim")).toBeUndefined();
    expect(at(deployment, "spec", "template", "spec", "volumes", 0)).toEqual({ name: "data", emptyDir: {} });
  });

  it("takes everything that nobody should read from Secrets, by reference or as files", async () => {
    const deployment = of(
      await rendered(
        "--set-string=github.appId=12",
        "--set=github.secret=app,github.signIn=true,github.webhook=true,github.url=https://github.example.com",
        "--set=oidc.issuer=https://login.example.com,oidc.clientId=portal,oidc.secret=login",
        "--set=platform.repositoryUrl=https://github.example.com/acme/platform.git,platform.branch=live",
        "--set=session.secret=sessions,chat.secret=chat,settings.OIDC_NAME=Login",
      ),
      "Deployment",
    );
    const container = at(deployment, "spec", "template", "spec", "containers", 0);
    const secret = (name: string, key: string) => ({ secretKeyRef: { name, key } });
    const variables = at(container, "env");
    const told = Object.fromEntries(
      (Array.isArray(variables) ? (variables as JsonObject[]) : []).map((one): [string, unknown] => [
        typeof one.name === "string" ? one.name : "",
        one.value ?? one.valueFrom,
      ]),
    );
    expect(told).toEqual({
      PORTAL_URL: "https://portal.example.com",
      HOME: "/tmp",
      GITHUB_URL: "https://github.example.com",
      GITHUB_APP_ID: "12",
      GITHUB_APP_PRIVATE_KEY_FILE: "/secrets/github/private-key",
      GITHUB_SEAL_FILE: "/secrets/github/seal",
      GITHUB_WEBHOOK_SECRET_FILE: "/secrets/github/webhook-secret",
      GITHUB_CLIENT_ID: secret("app", "client-id"),
      GITHUB_CLIENT_SECRET: secret("app", "client-secret"),
      OIDC_ISSUER: "https://login.example.com",
      OIDC_CLIENT_ID: "portal",
      OIDC_CLIENT_SECRET: secret("login", "client-secret"),
      OIDC_NAME: "Login",
      PLATFORM_REPOSITORY_URL: "https://github.example.com/acme/platform.git",
      PLATFORM_BRANCH: "live",
      SESSION_SECRET_FILE: "/secrets/session/session-secret",
      CHAT_WEBHOOK_URL: secret("chat", "url"),
    });
    expect(at(container, "volumeMounts")).toEqual([
      { name: "data", mountPath: "/data" },
      { name: "temporary", mountPath: "/tmp" },
      { name: "github", mountPath: "/secrets/github", readOnly: true },
      { name: "session", mountPath: "/secrets/session", readOnly: true },
    ]);
  });

  it("names only settings that the portal has", async () => {
    const objects = await rendered(
      "--set-string=github.appId=12",
      "--set=github.secret=app,github.webhook=true,session.secret=s,chat.secret=c",
    );
    const names = [...JSON.stringify(of(objects, "Deployment")).matchAll(/"name":"([A-Z][A-Z_]+)"/g)].map(
      ([, name]) => name,
    );
    const known = readFileSync(join(ROOT, "README.md"), "utf8");
    expect(names.filter((name) => name !== "HOME" && !known.includes(`\`${name}\``))).toEqual([]);
  });
});
