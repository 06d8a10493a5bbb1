import { readCatalog } from "@/lib/catalog/read-catalog";
import { checkReleases } from "@/lib/checks/check-releases";
import { filesAt } from "./git-files";

/** Where the portal keeps its own releases repository. */
export const EMBEDDED = ".data/releases.git";

/**
 * `make check-releases [RELEASES=folder] [REV=commit]`: judges a releases repository as it stands.
 * In: the platform repository's root; the releases repository, a clone or a bare one, and the commit.
 * Out: the exit code: 0 fine, 1 problems, 2 it could not be read.
 */
export async function releases(
  root: string,
  [repository = EMBEDDED, commit = "HEAD"]: readonly string[],
): Promise<number> {
  const files = await filesAt(repository, commit);
  if (typeof files === "string") {
    process.stderr.write(`${files}\nSay which repository: make check-releases RELEASES=../releases\n`);
    return 2;
  }
  const { platform, services } = await readCatalog(root);
  const problems = checkReleases(files, services, platform);
  for (const { path, pointer, message } of problems)
    process.stderr.write(`✕ ${path}${pointer ? `#${pointer}` : ""}\n    ${message}\n`);
  const count = files.filter(({ path }) => path.endsWith("/manifest.yaml")).length;
  const paths = new Set(problems.map(({ path }) => path)).size;
  process.stderr.write(
    `releases: ${count} manifests, ${problems.length === 0 ? "no problems" : `${problems.length} problems in ${paths} files`}.\n`,
  );
  return problems.length === 0 ? 0 : 1;
}
