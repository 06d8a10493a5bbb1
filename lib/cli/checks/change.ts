import { readCatalog } from "@/lib/catalog/read-catalog";
import { breaks, checkChange, type LiveInstance, type ServiceImpact } from "@/lib/checks/check-change";
import { targetOf } from "@/lib/domain/path";
import { serviceOf } from "@/lib/domain/target";
import { parseManifest } from "@/lib/manifest/manifest";
import { parseSchema } from "@/lib/schema/parse";
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
  const { services } = await readCatalog(root);
  const instances = instancesIn(releases);
  const impacts = before.flatMap(({ path, text }): ServiceImpact[] => {
    const name = /^charts\/([^/]+)\/values\.schema\.json$/.exec(path)?.[1];
    const was = name === undefined ? null : parseSchema(text, path).schema;
    if (name === undefined || was === null) return [];
    const now = services.find((service) => service.name === name)?.schema ?? null;
    if (JSON.stringify(now) === JSON.stringify(was)) return [];
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

/** Every readable manifest, by its service. One that can't be read is for check-releases to name. */
function instancesIn(files: readonly GitFile[]): Map<string, LiveInstance[]> {
  const found = new Map<string, LiveInstance[]>();
  for (const { path, text, plain } of files) {
    const target = targetOf(path);
    const { manifest } = target && plain ? parseManifest(text) : { manifest: null };
    if (target === null || manifest === null) continue;
    const service = serviceOf(target);
    found.set(service, [...(found.get(service) ?? []), { path, values: manifest.values }]);
  }
  return found;
}

function reportOf({ service, orphans, breaking, broken, keepsDefault }: ServiceImpact): string {
  const schema = `charts/${service}/values.schema.json`;
  const line = (sign: string, place: string, message: string) => `${sign} ${place}\n    ${message}\n`;
  return [
    ...orphans.map((path) => line("✕", path, `${service} would be gone and this instance would not. Delete it first.`)),
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
    ...keepsDefault.map(({ path, pointer, message }) => line("!", `${path}#${pointer ?? ""}`, message)),
  ].join("");
}
