import "server-only";
import { deathsIn, readLocalCluster } from "@/lib/cli/local-cluster";
import { kubernetesCluster } from "@/lib/cluster/kubernetes";
import type { Cluster } from "@/lib/cluster/port";
import { simulatedCluster } from "@/lib/cluster/simulated";
import type { Teams } from "@/lib/domain/teams";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { openCatalog } from "@/lib/portal-catalog";
import { withChat } from "@/lib/portal-chat";
import { openReleases, secretIn } from "@/lib/portal-releases";
import { type Deliveries, openDeliveries } from "@/lib/requests/deliveries";
import type { Deps } from "@/lib/requests/deps";
import { readGround } from "@/lib/requests/ground";
import { type Newsroom, openNewsroom } from "@/lib/requests/news";
import { desiredReader } from "@/lib/tenants/desired";
import { keepStandings } from "@/lib/tenants/standings";
import { targetsIn } from "@/lib/tenants/targets-in";

/** Everything that pages and route handlers work with. */
export type Portal = Deps & {
  newsroom: Newsroom;
  /** Null where no forge may tell what happens there. */
  deliveries: Deliveries | null;
  /** Null where nobody can be asked: then GitHub's people have no groups. */
  teams: Teams | null;
};

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
  const { dataDirectory, cluster: access, githubReleases } = env();
  const now = () => new Date();
  const catalog = await openCatalog(env(), now);
  const { platform, services } = await catalog.read();
  const { hint, ...opened } = await openReleases(platform, services, now);
  const { releases } = opened;
  const deliveries = githubReleases?.webhookSecretFile
    ? openDeliveries(await secretIn(githubReleases.webhookSecretFile), () => {
        hint?.();
        void catalog.hint?.();
      })
    : null;
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
  const deps = withChat(
    {
      catalog,
      cluster,
      now,
      ...opened,
      fallen: () => {
        const local = readLocalCluster(dataDirectory);
        const isRead =
          access !== null && "kubeconfig" in access && access.kubeconfig.includes(local?.ready?.kubeconfig ?? "");
        return local && isRead ? deathsIn(local) : [];
      },
    },
    env(),
  );
  keepStandings(deps, () => readGround(deps));
  return { ...deps, newsroom: openNewsroom(deps), deliveries, teams: null };
}
