import { run } from "@/lib/helm/run";

/** Runs git with nothing of the person's configuration. Out: what it printed. Rejects with its own words when it fails. */
export async function git(args: readonly string[], variables: Readonly<Record<string, string>> = {}): Promise<string> {
  const env = {
    PATH: process.env.PATH,
    LC_ALL: "C",
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_CONFIG_GLOBAL: "/dev/null",
    ...variables,
  };
  const { code, stdout, stderr } = await run("git", args, { env, timeout: 60_000 });
  if (code !== 0) throw new Error(`git ${args.join(" ")} failed: ${stderr.trim() || "no message"}`);
  return stdout.trim();
}
