import "server-only";
import { join } from "node:path";
import { workingTreeCatalog } from "@/lib/catalog/working-tree";
import { deathsIn, readLocalCluster } from "@/lib/cli/local-cluster";
import { kubernetesCluster } from "@/lib/cluster/kubernetes";
import type { Cluster } from "@/lib/cluster/port";
import { simulatedCluster } from "@/lib/cluster/simulated";
import { env } from "@/lib/env";
import { EXAMPLE_TENANT, exampleOf } from "@/lib/example";
import { log } from "@/lib/log";
import { openLocalReleases } from "@/lib/releases/local";
import type { Deps } from "@/lib/requests/deps";
import { readGround } from "@/lib/requests/ground";
import { type Newsroom, openNewsroom } from "@/lib/requests/news";
import { desiredReader } from "@/lib/tenants/desired";
import { keepStandings } from "@/lib/tenants/standings";
import { targetsIn } from "@/lib/tenants/targets-in";

/** Everything that pages and route handlers work with. */
export type Portal = Required<Deps> & { newsroom: Newsroom };

const KEY = Symbol.for("managed-services.portal");

/** The build gives pages, route handlers and instrumentation a copy of this module each; they meet on `globalThis`. */
const processWide: typeof globalThis & { [KEY]?: Promise<Portal> | undefined } = globalThis;

/** The portal of this process: opened once, by whoever asks first; asked again after a failure. */
export function portal(): Promise<Portal> {
  processWide[KEY] ??= open().catch((error: unknown) => {
    processWide[KEY] = undefined;
    throw error;
  });
  return processWide[KEY];
}

async function open(): Promise<Portal> {
  const { dataDirectory, platformDirectory, developmentSignIn, cluster: access } = env();
  const now = () => new Date();
  const catalog = workingTreeCatalog(platformDirectory);
  const { platform, services } = await catalog.read();
  // Its owners are the development accounts; nobody else could do anything with it.
  const example = developmentSignIn ? exampleOf(platform, services) : null;
  const releases = await openLocalReleases({
    directory: join(dataDirectory, "releases.git"),
    branch: platform.branch,
    now,
    ...(example ? { example } : {}),
    onError: (error) => log("Housekeeping of the releases repository failed.", { why: String(error) }),
  });
  const desired = desiredReader({ catalog, releases, now });
  const cluster: Cluster =
    access === null
      ? simulatedCluster({
          desired,
          targetsIn: async (tenant) => targetsIn(await releases.main(), tenant),
          now,
          platform: async () => (await catalog.read()).platform,
        })
      : await kubernetesCluster({
          access,
          platform,
          services: async () => (await catalog.read()).services.map(({ name }) => name),
          desired,
          now,
          report: (away) =>
            away === null
              ? log("The cluster answers again.")
              : log("The cluster does not answer.", { since: away.since, why: away.why }),
        });
  // Once in the life of a process; a test on the production build counts these lines.
  log("The portal is open.", { data: dataDirectory });
  const deps: Required<Deps> = {
    catalog,
    releases,
    cluster,
    now,
    unreadable: () => releases.unreadable(),
    fallen: () => {
      const local = readLocalCluster(dataDirectory);
      const isRead =
        access !== null && "kubeconfig" in access && access.kubeconfig.includes(local?.ready?.kubeconfig ?? "");
      return local && isRead ? deathsIn(local) : [];
    },
    example: {
      example: async () => ((await releases.example()) ? { tenants: [EXAMPLE_TENANT] } : null),
      removeExample: (by) => releases.removeExample(by),
    },
  };
  keepStandings(deps, () => readGround(deps));
  return { ...deps, newsroom: openNewsroom(deps) };
}
