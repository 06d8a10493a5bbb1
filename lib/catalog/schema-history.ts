import "server-only";
import { execFile } from "node:child_process";
import { isObject, type JsonObject } from "@/lib/domain/json";

/** Milliseconds that git gets: what it says is a courtesy, and no form waits for it. */
const PATIENCE = 3_000;

/**
 * What charts' schemas once were, as far as the platform's folder is a git checkout that goes back so far, or a mirror.
 * In: the folder; for a bare repository the branch to read. Out: a reader of a service's schema as of a moment; it answers
 * null where that can't be told.
 */
export function schemaHistory(
  root: string,
  branch?: string,
): (service: string, at: Date) => Promise<JsonObject | null> {
  const known = new Map<string, Promise<JsonObject | null>>();
  return async (service, at) => {
    const commit = await git(root, [
      "rev-list",
      "--max-count=1",
      "--first-parent",
      `--before=${at.toISOString()}`,
      branch ?? "HEAD",
    ]);
    if (commit === null || commit.trim() === "") return null;
    // `./` is the folder itself, also where it lies deep in a repository (gitrevisions(7)).
    const object = `${commit.trim()}:${branch === undefined ? "./" : ""}charts/${service}/values.schema.json`;
    const read = known.get(object) ?? git(root, ["show", object]).then(parsed);
    known.set(object, read);
    return read;
  };
}

function parsed(text: string | null): JsonObject | null {
  if (text === null) return null;
  try {
    const value: unknown = JSON.parse(text);
    // JSON.parse makes nothing but JSON.
    return isObject(value as JsonObject) ? (value as JsonObject) : null;
  } catch {
    return null;
  }
}

function git(root: string, args: readonly string[]): Promise<string | null> {
  return new Promise((resolve) => {
    execFile("git", ["-C", root, ...args], { timeout: PATIENCE, maxBuffer: 16 * 1024 * 1024 }, (error, stdout) => {
      resolve(error === null ? stdout : null);
    });
  });
}
