import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { JsonObject } from "@/lib/domain/json";
import type { Helm } from "@/lib/helm/find-helm";
import { isolatedHelm } from "@/lib/helm/isolated";
import type { Ran } from "@/lib/helm/run";

/** A release to install. */
export interface Install {
  helm: Helm;
  /** Of somebody who may act in others' names. */
  kubeconfig: string;
  /** A folder for what Helm keeps. */
  home: string;
  namespace: string;
  release: string;
  /** The chart's folder, with dependencies built. */
  chart: string;
  values: JsonObject;
}

/** Installs a release in somebody's name, as helm-controller does in that of a release's service account. It waits for nothing. */
export async function installAs(
  user: string,
  { helm, kubeconfig, home, namespace, release, chart, values }: Install,
): Promise<Ran> {
  const file = join(home, `${release}.json`);
  // JSON is YAML.
  await writeFile(file, JSON.stringify(values));
  const run = isolatedHelm(helm, home, home, process.env.PATH);
  return await run([
    "install",
    release,
    chart,
    `--kubeconfig=${kubeconfig}`,
    `--kube-as-user=${user}`,
    `--namespace=${namespace}`,
    `--values=${file}`,
  ]);
}
