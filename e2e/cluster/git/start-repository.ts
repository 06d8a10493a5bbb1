import { execFileSync } from "node:child_process";

/** Makes a bare repository with one empty commit on main. */
export function startRepository(directory: string): void {
  execFileSync("git", ["init", "--quiet", "--bare", "--initial-branch=main", directory]);
  const git = (...args: string[]) => execFileSync("git", args, { cwd: directory, encoding: "utf8" }).trim();
  const tree = git("hash-object", "-t", "tree", "-w", "/dev/null");
  const who = ["-c", "user.name=Start", "-c", "user.email=start@example.invalid"];
  git("update-ref", "refs/heads/main", git(...who, "commit-tree", tree, "-m", "Start"));
}
