import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { run } from "@/lib/helm/run";
import { ROOT } from "../../harness/root";
import { applyFiles } from "../api/apply-files";
import { apply, create, list } from "../api/objects";
import { until } from "../api/until";
import { suiteApi } from "../suite";

const api = suiteApi();
const folder = mkdtempSync(join(tmpdir(), "portal-chart-"));
const SPACE = "portal-chart";

// Pod Security "restricted" (kubernetes.io/docs/concepts/security/pod-security-standards), which this API server enforces.
beforeAll(async () => {
  const metadata = { name: SPACE, labels: { "pod-security.kubernetes.io/enforce": "restricted" } };
  await apply(api, { apiVersion: "v1", kind: "Namespace", metadata });
});
afterAll(() => {
  api.close();
  rmSync(folder, { recursive: true, force: true });
});

it("the portal's chart is taken as it is by the API server, and its pod may run where Pod Security is restricted", async () => {
  const settings = ["--set=publicUrl=https://portal.example.com,image.repository=example/portal,ingress.enabled=true"];
  const words = ["template", "portal", join(ROOT, "deploy/portal/chart"), `--namespace=${SPACE}`, ...settings];
  const rendered = await run(inject("helm").path, words, { env: process.env, cwd: folder });
  expect(rendered.stderr).toBe("");
  const file = join(folder, "portal.yaml");
  writeFileSync(file, rendered.stdout);
  await applyFiles(api, [file]);
  // The ReplicaSet makes it, and Pod Security judges that.
  const [pod] = await until("the portal's pod is there", async () => {
    const pods = await list(api, { apiVersion: "v1", kind: "Pod" }, { namespace: SPACE });
    return pods.length > 0 ? pods : null;
  });
  expect(pod?.metadata.labels).toMatchObject({ "app.kubernetes.io/name": "portal" });
});

it("a pod that asks for more is refused there, so the guarantee above can fail", async () => {
  const spec = { containers: [{ name: "portal", image: "example/portal" }] };
  const plain = await create(api, {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: "plain", namespace: SPACE },
    spec,
  });
  expect(plain).toMatchObject({ accepted: false, code: 403 });
});
