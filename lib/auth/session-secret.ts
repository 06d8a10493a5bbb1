import "server-only";
import { randomBytes } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const cached = new Map<string, string>();

/**
 * The secret that session cookies are encrypted with: the one in the file that was given, the same for every replica, or one
 * made on first use and kept in `session-secret` in the data directory (mode 0600; a directory that is made for it has 0700),
 * so that a restart signs nobody out.
 * @throws Error with a sentence when the given file holds none
 */
export function sessionSecret(dataDirectory: string, given?: string | null): string {
  const file = given ?? join(dataDirectory, "session-secret");
  const known = cached.get(file);
  if (known) return known;
  const secret = given ? readGiven(given) : (read(file) ?? create(dataDirectory, file));
  cached.set(file, secret);
  return secret;
}

function readGiven(file: string): string {
  try {
    const text = readFileSync(file, "utf8").trim();
    if (text.length >= 32) return text;
  } catch {
    throw new Error(`The portal can't read ${file}, which SESSION_SECRET_FILE names. Put a long random text there.`);
  }
  throw new Error(`${file}, which SESSION_SECRET_FILE names, has to hold at least 32 random characters.`);
}

function read(file: string): string | null {
  try {
    const text = readFileSync(file, "utf8").trim();
    if (text.length >= 32) return text;
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
    return null;
  }
  throw new Error(
    `${file} holds no usable secret. Delete it; the next start makes a new one, and everyone signs in again.`,
  );
}

/** A link appears whole or not at all, and fails where another process was first: then that one's secret counts. */
function create(directory: string, file: string): string {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const draft = `${file}.${randomBytes(6).toString("hex")}`;
  try {
    writeFileSync(draft, `${randomBytes(32).toString("base64url")}\n`, { mode: 0o600, flag: "wx" });
    linkSync(draft, file);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  const secret = read(file);
  if (!secret) throw new Error(`${file} could not be written.`);
  return secret;
}
