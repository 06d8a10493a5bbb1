import type { Git } from "./git";
import type { Heads } from "./heads";

/**
 * The commit of main that brought a request's branch in, where another git client merged it (or the portal was killed
 * before it could note its own merge); null while the branch is not part of main.
 * `noted` is the branch's tip as the log knows it, `tip` as it is.
 */
export async function findMerge(
  git: Git,
  heads: Heads,
  noted: string,
  tip: string,
  main: string,
): Promise<string | null> {
  if (!(await heads.isAncestor(tip, main))) return null;
  const line = new Set(await commits(git, ["--first-parent", main]));
  // Main was moved on to the branch. But a branch that somebody reset to a commit of main was merged by nobody.
  if (line.has(tip)) return (await heads.isAncestor(noted, tip)) ? tip : null;
  const between = await commits(git, ["--ancestry-path", `${tip}..${main}`]);
  return between.filter((commit) => line.has(commit)).pop() ?? main;
}

async function commits(git: Git, args: string[]): Promise<string[]> {
  return (await git.text(["rev-list", ...args])).split("\n").filter((line) => line !== "");
}
