import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { apiVersion, readPlatform } from "./platform";
import { ROOT } from "./root";

function repository(dataDirectory: string): string {
  return join(dataDirectory, "releases.git");
}

function git(directory: string, ...words: string[]): string {
  return execFileSync("git", words, { cwd: directory, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] }).trim();
}

/** The commit that main is at. */
export function mainOf(dataDirectory: string): string {
  return git(repository(dataDirectory), "rev-parse", "refs/heads/main");
}

/** The commit that an open request is at. */
export function headOf(dataDirectory: string, number: number): string {
  return git(repository(dataDirectory), "rev-parse", `refs/heads/requests/${number}`);
}

/** The address that git has of the author of an open request's commit. */
export function authorOf(dataDirectory: string, number: number): string {
  return git(repository(dataDirectory), "log", "-1", "--format=%ae", `refs/heads/requests/${number}`);
}

/** A file's text on main, or on another branch (`requests/12`); null when it is not there. */
export function fileOn(dataDirectory: string, path: string, branch = "main"): string | null {
  const where = `refs/heads/${branch}:${path}`;
  const listed = git(repository(dataDirectory), "ls-tree", "--name-only", `refs/heads/${branch}`, path);
  if (listed === "") return null;
  return execFileSync("git", ["cat-file", "blob", where], { cwd: repository(dataDirectory), encoding: "utf8" });
}

/** The numbers of all open requests: those that have a branch. */
export function openNumbers(dataDirectory: string): number[] {
  const refs = git(repository(dataDirectory), "for-each-ref", "--format=%(refname:lstrip=3)", "refs/heads/requests");
  return refs.split("\n").filter(Boolean).map(Number);
}

/** What git's own check of the whole repository says; throws when something is broken. */
export function checkRepository(dataDirectory: string): void {
  git(repository(dataDirectory), "fsck", "--strict", "--no-dangling");
}

/** The process that has the repository open: the lock names it. */
export function processOf(dataDirectory: string): number {
  const lock = readFileSync(join(repository(dataDirectory), "portal.lock"), "utf8");
  return (JSON.parse(lock) as { pid: number }).pid; // the portal's own file
}

/** Commits files to main by hand, as a person with access to the repository would; null deletes one. */
export function pushFiles(dataDirectory: string, files: Readonly<Record<string, string | null>>): void {
  const clone = mkdtempSync(join(tmpdir(), "by-hand-"));
  try {
    git(clone, "clone", "--quiet", repository(dataDirectory), ".");
    for (const [path, content] of Object.entries(files)) {
      const file = join(clone, path);
      mkdirSync(dirname(file), { recursive: true });
      if (content === null) rmSync(file);
      else writeFileSync(file, content);
    }
    git(clone, "add", "--all");
    const person = ["-c", "user.name=By hand", "-c", "user.email=by-hand@example.invalid"];
    git(clone, ...person, "commit", "--quiet", "-m", "By hand");
    pushOnto(clone, person);
  } finally {
    rmSync(clone, { recursive: true, force: true });
  }
}

/** Pushes to main; what somebody merged meanwhile comes first, as a person would do it. */
function pushOnto(clone: string, person: readonly string[], tries = 5): void {
  try {
    git(clone, "push", "--quiet", "origin", "HEAD:main");
  } catch (error) {
    if (tries === 1) throw error;
    git(clone, ...person, "pull", "--quiet", "--rebase", "origin", "main");
    pushOnto(clone, person, tries - 1);
  }
}

/** A manifest as a person would write it by hand. `values` is YAML of the values, one a line, without indentation. */
export function manifestText(kind: string, tenant: string, name: string, values: readonly string[]): string {
  return [
    `apiVersion: ${apiVersion()}`,
    `kind: ${kind}`,
    "metadata:",
    `  name: ${name}`,
    `  namespace: ${kind === "Tenant" ? readPlatform().controlNamespace : tenant}`,
    "spec:",
    "  values:",
    ...values.map((line) => `    ${line}`),
    "",
  ].join("\n");
}

/** A tenant with owners, role by RBAC user name and by group name. */
export function tenantText(
  name: string,
  owners: Readonly<Record<string, string>>,
  groups: Readonly<Record<string, string>> = {},
): string {
  const line =
    (kind: string) =>
    ([owner, role]: [string, string]) =>
      `  - { kind: ${kind}, name: "${owner}", role: ${role} }`;
  const lines = [...Object.entries(owners).map(line("User")), ...Object.entries(groups).map(line("Group"))];
  return manifestText("Tenant", name, name, [`name: ${name}`, "owners:", ...lines]);
}

/** A web app with nothing special. */
export function webappText(tenant: string, name: string): string {
  return manifestText("Webapp", tenant, name, [
    `tenant: ${tenant}`,
    `name: ${name}`,
    "image: nginxinc/nginx-unprivileged:1.29",
  ]);
}

/** What a form of this service states as its schema: the SHA-256 of the schema file. */
export function schemaHashOf(service: string): string {
  return createHash("sha256")
    .update(readFileSync(join(ROOT, "charts", service, "values.schema.json")))
    .digest("hex");
}
