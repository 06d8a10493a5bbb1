import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readPlatform } from "../../harness/platform";
import type { Api } from "../api/client";
import { patch, type Reference } from "../api/objects";
import { world } from "./world";

/** The platform repository as Flux knows it. */
export function platformSource(): Reference {
  return {
    apiVersion: "source.toolkit.fluxcd.io/v1",
    kind: "GitRepository",
    metadata: { name: "platform", namespace: readPlatform().controlNamespace },
  };
}

/** Commits a new version of a chart to the platform repository: with a file in it, or without. Flux is told, as a web hook would. */
export async function releaseChart(api: Api, service: string, file: string, content: string | null): Promise<void> {
  const { checkout } = world();
  const at = (name: string) => join(checkout, "charts", service, name);
  if (content === null) rmSync(at(file));
  else writeFileSync(at(file), content);
  const chart = readFileSync(at("Chart.yaml"), "utf8");
  const raised = chart.replace(/^version: (\d+\.\d+)\.(\d+)$/m, (_, minor: string, fix: string) => {
    return `version: ${minor}.${Number(fix) + 1}`;
  });
  writeFileSync(at("Chart.yaml"), raised);
  const git = (...words: string[]) => execFileSync("git", words, { cwd: checkout });
  git("add", "--all");
  git("-c", "user.name=Spec", "-c", "user.email=spec@example.invalid", "commit", "--quiet", "-m", `Change ${service}`);
  await tellFlux(api, platformSource());
}

/** Has Flux look at a source now. */
async function tellFlux(api: Api, source: Reference): Promise<void> {
  const annotations = { "reconcile.fluxcd.io/requestedAt": new Date().toISOString() };
  await patch(api, source, { metadata: { annotations } });
}

/** Takes the platform repository from its server, which answers with an error then. Out: what brings it back. */
export function hidePlatform(): () => void {
  const git = join(world().checkout, ".git");
  const hidden = `${git}-hidden`;
  renameSync(git, hidden);
  return () => {
    if (existsSync(hidden)) renameSync(hidden, git);
  };
}
