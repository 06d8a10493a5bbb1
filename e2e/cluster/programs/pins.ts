import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type ModuleFilesName, moduleFilesNamed } from "./module-files";
import { PROGRAMS, type Program, type ProgramName, programNamed } from "./programs";

/** The folder with go.mod and go.sum. */
export const MODULE_FOLDER = fileURLToPath(new URL(".", import.meta.url));

/** What decides what the programs are. */
export interface Pins {
  goMod: string;
  goSum: string;
}

export function readPins(folder = MODULE_FOLDER): Pins {
  return {
    goMod: readFileSync(join(folder, "go.mod"), "utf8"),
    goSum: readFileSync(join(folder, "go.sum"), "utf8"),
  };
}

/** A module's version as go.mod has it, e.g. `v1.36.3`. Throws when go.mod does not name the module. */
export function versionOf({ goMod }: Pins, module: string): string {
  for (const line of goMod.split("\n")) {
    const [name, version, ...rest] = line.trim().split(/\s+/);
    if (name === module && version?.startsWith("v") && !rest.includes("=>")) return version;
  }
  throw new Error(`go.mod names no version of ${module}.`);
}

/** The oldest Go that go.mod allows, e.g. `1.26.3`. */
export function goVersionOf({ goMod }: Pins): string {
  const version = /^go (\S+)$/m.exec(goMod)?.[1];
  if (version === undefined) throw new Error("go.mod names no version of Go.");
  return version;
}

/** The linker's flags for a program: no symbol tables, and its stamps. */
export function linkerFlags(pins: Pins, program: Program): string {
  const stamps = Object.entries(program.stamps?.(versionOf(pins, program.module)) ?? {});
  return ["-s", "-w", ...stamps.map(([variable, value]) => `-X ${variable}=${value}`)].join(" ");
}

/** Names what the pins make on this kind of machine: other pins or stamps are kept in another folder. */
export function keyOf(pins: Pins, machine = `${process.platform}-${process.arch}`): string {
  const names = Object.keys(PROGRAMS) as ProgramName[]; // the keys of a constant
  const built = names.map((name) => [name, PROGRAMS[name].package, linkerFlags(pins, programNamed(name))]);
  return hashOf([pins.goMod, pins.goSum, built, machine]);
}

/** The folder of a module's files within that: what is copied may change without any program being built again. */
export function filesKeyOf(name: ModuleFilesName): string {
  return `${name}-${hashOf([moduleFilesNamed(name)])}`;
}

function hashOf(facts: readonly unknown[]): string {
  return createHash("sha256").update(JSON.stringify(facts)).digest("hex").slice(0, 16);
}
