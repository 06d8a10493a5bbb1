import { chartFolders, readCatalog } from "@/lib/catalog/read-catalog";
import { breaks, checkChange, type LiveInstance, type ServiceImpact } from "@/lib/checks/check-change";
import { type Composed, withinTarget } from "@/lib/domain/composition";
import { equalJson } from "@/lib/domain/json";
import { pathOf, targetOf } from "@/lib/domain/path";
import { serviceOf, type Target } from "@/lib/domain/target";
import { parseManifest } from "@/lib/manifest/manifest";
import { parseSchema } from "@/lib/schema/parse";
import { report } from "../charts/report";
import { filesAt, type GitFile } from "./git-files";
import { EMBEDDED } from "./releases";

/**
 * `make check-change BASE=commit [RELEASES=folder]`: what the changed schemas do to every instance in the releases
 * repository.
 * In: the platform repository's root; the commit to compare with; the releases repository. Out: the exit code: 0 nothing
 * breaks, 1 something would, 2 it could not be told.
 */
export async function change(root: string, [base = "", repository = EMBEDDED]: readonly string[]): Promise<number> {
  if (base === "") {
    process.stderr.write("Say what to compare with: make check-change BASE=origin/main\n");
    return 2;
  }
  const [before, releases] = await Promise.all([filesAt(root, base), filesAt(repository, "HEAD")]);
  if (typeof before === "string" || typeof releases === "string") {
    process.stderr.write([before, releases].flatMap((text) => (typeof text === "string" ? `${text}\n` : [])).join(""));
    return 2;
  }
  const [{ services, problems }, folders] = await Promise.all([readCatalog(root), chartFolders(root)]);
  const were = servicesIn(before);
  const unreadable = folders.filter(
    (name) => were.some((old) => old.name === name) && !services.some((service) => service.name === name),
  );
  if (unreadable.length > 0) {
    process.stderr.write(report(problems));
    process.stderr.write(`change: ${unreadable.join(", ")} can't be read, so it could not be told.\n`);
    return 2;
  }
  const instances = instancesIn(releases, were);
  const impacts = were.flatMap(({ name, schema: was }): ServiceImpact[] => {
    const now = services.find((service) => service.name === name)?.schema ?? null;
    if (equalJson(now ?? undefined, was)) return [];
    return [checkChange(name, was, now, instances.get(name) ?? [])];
  });
  process.stderr.write(impacts.map(reportOf).join(""));
  const broken = impacts.filter(breaks).map(({ service }) => service);
  process.stderr.write(
    impacts.length === 0
      ? `change: no schema differs from ${base}.\n`
      : `change: ${impacts.length} changed, ${broken.length === 0 ? "nothing breaks" : `${broken.join(", ")} would break`}.\n`,
  );
  return broken.length === 0 ? 0 : 1;
}

/** The services as they were, as far as their schemas could be read. */
function servicesIn(files: readonly GitFile[]): Composed[] {
  return files.flatMap(({ path, text }) => {
    const name = /^charts\/([^/]+)\/values\.schema\.json$/.exec(path)?.[1];
    const { schema } = name === undefined ? { schema: null } : parseSchema(text, path);
    return name === undefined || schema === null ? [] : [{ name, schema }];
  });
}

/** Everything that runs, by its service: each manifest, and the children that composites make. */
function instancesIn(files: readonly GitFile[], services: readonly Composed[]): Map<string, LiveInstance[]> {
  const found = new Map<string, LiveInstance[]>();
  const add = (target: Target, instance: LiveInstance): void => {
    const service = serviceOf(target);
    found.set(service, [...(found.get(service) ?? []), instance]);
  };
  for (const { path, text, plain } of files) {
    const target = targetOf(path);
    if (target === null) continue;
    const { manifest } = plain ? parseManifest(text) : { manifest: null };
    add(target, { path, values: manifest?.values ?? null });
    const [, ...children] = withinTarget(target, services);
    for (const child of children) add(child, { path: pathOf(child), values: null, childOf: path });
  }
  return found;
}

function reportOf({ service, orphans, breaking, broken, unread, keepsDefault }: ServiceImpact): string {
  const schema = `charts/${service}/values.schema.json`;
  const line = (sign: string, place: string, message: string) => `${sign} ${place}\n    ${message}\n`;
  return [
    ...orphans.map(({ path, childOf }) =>
      line(
        "✕",
        childOf ?? path,
        childOf === undefined
          ? `${service} would be gone and this instance would not. Delete it first.`
          : `${service} would be gone, and this instance has a child of it. Delete it first.`,
      ),
    ),
    ...breaking.map(({ pointer, what }) =>
      line(
        "✕",
        `${schema}#${pointer}`,
        `${what} KRO would not roll this out. Keep the field as it is and add another one.`,
      ),
    ),
    ...broken.map(({ path, pointer, message }) =>
      line("✕", `${path}${pointer ? `#${pointer}` : ""}`, `It would not fit any more. ${message}`),
    ),
    ...unread.map((path) =>
      line("!", path, "It can't be read, so nothing is known of it: make check-releases says why."),
    ),
    ...keepsDefault.map(({ path, pointer, message }) => line("!", `${path}#${pointer ?? ""}`, message)),
  ].join("");
}
