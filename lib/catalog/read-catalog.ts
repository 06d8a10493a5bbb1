import "server-only";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { PortalError } from "@/lib/domain/errors";
import { inWords, type Service, TENANT_SERVICE } from "@/lib/domain/service";
import { parsePlatform } from "./platform";
import type { Catalog } from "./port";
import { readChart } from "./read-chart";

/**
 * Reads platform.yaml and charts/ of a working tree.
 * In: the repository's root, and what to call it to people. Out: what can be requested, the tenant first and then by title, and what is wrong with
 * charts that are therefore not offered. Throws a PortalError (`unavailable`) when platform.yaml can't be used:
 * without it nothing has a name.
 */
export async function readCatalog(root: string, called = root): Promise<Catalog> {
  const readAt = new Date().toISOString();
  const [platformText, folders] = await Promise.all([
    readFile(join(root, "platform.yaml"), "utf8").catch(() => null),
    chartFolders(root),
  ]);
  if (platformText === null)
    throw new PortalError(
      "unavailable",
      `There is no platform.yaml in ${called}. The portal reads its settings from it.`,
    );
  const { platform, problems } = parsePlatform(platformText);
  if (platform === null)
    throw new PortalError(
      "unavailable",
      `platform.yaml can't be used. ${problems.map(({ pointer, message, fix }) => `${pointer}: ${message} ${fix}`).join(" ")}`,
    );
  const readings = await Promise.all(folders.map((folder) => readChart(root, folder)));
  return {
    platform,
    services: toldApart(readings.flatMap(({ service }) => service ?? [])).sort(
      (a, b) => rank(a.name) - rank(b.name) || a.title.localeCompare(b.title, "en"),
    ),
    problems: readings.flatMap((reading) => reading.problems),
    readAt,
  };
}

/** Services whose title another one has too are called by their charts' names: two cards of one title are a riddle. */
function toldApart(services: Service[]): Service[] {
  const titles = services.map(({ title }) => title.toLowerCase());
  const isShared = (title: string) => titles.filter((other) => other === title.toLowerCase()).length > 1;
  return services.map((service) => (isShared(service.title) ? { ...service, title: inWords(service.name) } : service));
}

/** The folders below charts/, sorted. */
export async function chartFolders(root: string): Promise<string[]> {
  const entries = await readdir(join(root, "charts"), { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

function rank(service: string): number {
  return service === TENANT_SERVICE ? 0 : 1;
}
