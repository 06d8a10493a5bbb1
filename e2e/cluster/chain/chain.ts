import { inject } from "vitest";
import { type Api, connectApi } from "../api/client";
import { commitReleases } from "./on-chain";

/** The API server of the chain that all specs share, as its admin, or as somebody else. */
export function chainApi(as?: string): Api {
  return connectApi({ ...inject("chain"), ...(as !== undefined && { as }) });
}

/** Commits files to main of the releases repository, as a merge does, and has Argo CD look at once; null deletes one. */
export async function release(api: Api, files: Readonly<Record<string, string | null>>): Promise<void> {
  await commitReleases(api, inject("data"), files);
}

/** The folder with the releases.git that Argo CD reads. */
export function chainData(): string {
  return inject("data");
}
