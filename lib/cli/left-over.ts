import { open, readdir, stat } from "node:fs/promises";
import { dirname, join, relative } from "node:path";

/** Where generated files lie. */
const ROOMS = ["charts", "definitions", "deploy", "software-templates"];
/** How each generated file begins: what it is made from, and by what. */
const HEADER = /Generated from (.+?) by `make definitions`/;

/**
 * Files that say they are generated, that nothing generates now, and one of whose sources is gone: a service's that was
 * removed, for example. While all its sources are there, a file that isn't generated may come back as soon as a
 * mistake in them is corrected; it is left alone.
 *
 * @param root the repository's root
 * @param made the paths of what is generated now
 * @returns paths relative to the root, sorted
 */
export async function leftOver(root: string, made: readonly string[]): Promise<string[]> {
  const rooms = await Promise.all(ROOMS.map((room) => filesBelow(join(root, room))));
  const others = rooms
    .flat()
    .map((file) => relative(root, file).replaceAll("\\", "/"))
    .filter((path) => !made.includes(path));
  const gone = await Promise.all(others.map(async (path) => await isLeftOver(root, path)));
  return others.filter((_path, at) => gone[at]).sort();
}

async function isLeftOver(root: string, path: string): Promise<boolean> {
  const sources = HEADER.exec(await firstLine(join(root, path)))?.[1]?.split(" and ");
  if (sources === undefined) return false;
  const there = await Promise.all(sources.map(async (source) => await isFileOf(root, path, source)));
  return !there.every(Boolean);
}

/** A source is named from the root or from the file's own folder. A folder is no file that could be mistaken in. */
async function isFileOf(root: string, path: string, source: string): Promise<boolean> {
  const files = await Promise.all(
    [join(root, source), join(root, dirname(path), source)].map((file) => stat(file).catch(() => null)),
  );
  return files.some((file) => file?.isFile());
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => []);
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

async function firstLine(file: string): Promise<string> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(400), 0, 400, 0);
    return buffer.toString("utf8", 0, bytesRead).split("\n")[0] ?? "";
  } finally {
    await handle.close();
  }
}
