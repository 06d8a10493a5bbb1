import { existsSync, mkdirSync, mkdtempSync, renameSync } from "node:fs";
import { join } from "node:path";
import { cacheDirectory } from "@/lib/helm/find-helm";
import { openSupervisor, type Supervisor } from "../processes/supervisor";
import { lastLines } from "../processes/until-ready";
import { copyModuleFiles, filesOf } from "./copy-files";
import { type Go, requireGo } from "./go";
import type { ModuleFilesName } from "./module-files";
import { filesKeyOf, keyOf, linkerFlags, MODULE_FOLDER, type Pins, readPins, versionOf } from "./pins";
import { type ProgramName, programNamed } from "./programs";

/** Programs and files as they lie in the cache. */
export interface Built {
  /** A program's absolute path. */
  program(name: ProgramName): string;
  /** The absolute paths of YAML files that a module brought along, in the order of their names. */
  files(name: ModuleFilesName): string[];
  /** A program's version, e.g. `v1.36.3`. */
  version(name: ProgramName): string;
}

export interface Wanted {
  programs: readonly ProgramName[];
  files: readonly ModuleFilesName[];
}

export interface BuildOptions {
  env: Readonly<Record<string, string | undefined>>;
  /** Told about each thing that takes a while. */
  report: (line: string) => void;
  /** For tests. */
  pins?: Pins;
}

/**
 * Builds what is not in the cache yet. In: what is wanted. Out: where it is. With everything there it needs no Go.
 * Whatever lands in the cache lands whole, so an interrupted build leaves nothing half-made and two builds at once do
 * each other no harm. Rejects with a sentence when Go is missing or too old, and with Go's own words when a build fails.
 */
export async function buildPrograms(wanted: Wanted, { env, report, pins = readPins() }: BuildOptions): Promise<Built> {
  const cache = join(cacheDirectory(env), "cluster", keyOf(pins));
  const pathOf = (name: ProgramName) => join(cache, "bin", name);
  const filesAt = (name: ModuleFilesName) => join(cache, "files", filesKeyOf(name));
  const missing = wanted.programs.filter((name) => !existsSync(pathOf(name)));
  const uncopied = wanted.files.filter((name) => !existsSync(filesAt(name)));
  if (missing.length + uncopied.length > 0) {
    mkdirSync(join(cache, "bin"), { recursive: true });
    // Beside the programs, so that a finished one can be moved there; it goes with the run, however that ends.
    const supervisor = openSupervisor(mkdtempSync(join(cache, "build-")));
    try {
      const go = await requireGo(env, pins, [...missing, ...uncopied]);
      for (const name of uncopied) await copyModuleFiles(go, name, filesAt(name));
      if (missing.length > 0)
        report(
          `Building ${missing.length} of the control plane's programs once, into ${cache}: ${missing.join(", ")}.`,
        );
      for (const [place, name] of missing.entries()) {
        const count = `${place + 1}/${missing.length} ${name} ${versionOf(pins, programNamed(name).module)}`;
        report(`  ${count} …`);
        const begin = Date.now();
        await buildOne(supervisor, go, pins, name, pathOf(name));
        report(`  ${count}: ${Math.round((Date.now() - begin) / 1000)} s`);
      }
    } finally {
      await supervisor.close();
    }
  }
  return {
    program: pathOf,
    files: (name) => filesOf(filesAt(name)),
    version: (name) => versionOf(pins, programNamed(name).module),
  };
}

async function buildOne(supervisor: Supervisor, go: Go, pins: Pins, name: ProgramName, path: string): Promise<void> {
  const program = programNamed(name);
  const draft = join(supervisor.folder, name);
  const building = supervisor.start({
    name: `go-build-${name}`,
    path: go.path,
    args: ["build", "-trimpath", "-ldflags", linkerFlags(pins, program), "-o", draft, program.package],
    env: go.env,
    cwd: MODULE_FOLDER,
  });
  const how = await building.end;
  if (how !== "exit code 0") throw new Error(`${name} could not be built (${how}):\n${lastLines(building.log)}`);
  renameSync(draft, path);
}
