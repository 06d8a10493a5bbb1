import { fileOn } from "../../harness/releases";
import { test as base, expect } from "../../harness/test";
import { type Api, connectApi } from "../api/client";
import { commitReleases } from "../chain/on-chain";
import { world } from "./world";

export { expect };

/** What a spec does beside the browser. */
export interface Hands {
  /** The cluster, as its admin. */
  api: Api;
  /** Commits files to the releases repository past the portal; null deletes one, and what is so already stays. */
  commit: (files: Readonly<Record<string, string | null>>) => Promise<void>;
}

/** Playwright's test, on the portal beside the whole chain. */
export const test = base.extend<{ hands: Hands }>({
  hands: async ({}, use) => {
    const { connection, data } = world();
    const api = connectApi(connection);
    await use({
      api,
      commit: async (files) => {
        const changed = Object.entries(files).filter(([path, content]) => fileOn(data, path) !== content);
        if (changed.length > 0) await commitReleases(api, data, Object.fromEntries(changed));
      },
    });
    api.close();
  },
});
