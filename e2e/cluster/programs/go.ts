import { run } from "@/lib/helm/run";
import { goVersionOf, MODULE_FOLDER, type Pins } from "./pins";

/** A Go that can build the programs. */
export interface Go {
  path: string;
  /** The environment for it: what a person set for Go elsewhere must not change what is built here. */
  env: Readonly<Record<string, string | undefined>>;
  /** Runs it in the folder of go.mod and answers what it printed. Rejects with its own words when it fails. */
  run(args: readonly string[]): Promise<string>;
}

/**
 * Finds Go on PATH. In: the environment, the pins, and what it is needed for.
 * Rejects with what to install when there is none or it is older than go.mod asks for.
 */
export async function requireGo(
  env: Readonly<Record<string, string | undefined>>,
  pins: Pins,
  needs: readonly string[],
): Promise<Go> {
  const wanted = goVersionOf(pins);
  const goEnv = {
    ...env,
    CGO_ENABLED: "0",
    // Another Go would be downloaded otherwise, without a word.
    GOTOOLCHAIN: "local",
    GOFLAGS: "-buildvcs=false",
    GOWORK: "off",
    GOOS: undefined,
    GOARCH: undefined,
  };
  const ran = await run("go", ["env", "GOVERSION"], { env: goEnv, timeout: 60_000 });
  const found = /^go(\d[\w.]*)/.exec(ran.stdout.trim())?.[1];
  if (found === undefined || isOlder(found, wanted))
    throw new Error(
      `Go ${wanted} or newer is needed to build ${needs.join(", ")}, and ${
        found === undefined ? "there is none on PATH" : `the one on PATH is ${found}`
      }. Install it and run make test-cluster again; once everything is built, no Go is needed any more.`,
    );
  return {
    path: "go",
    env: goEnv,
    async run(args) {
      const answer = await run("go", args, { env: goEnv, cwd: MODULE_FOLDER, timeout: 20 * 60_000 });
      if (answer.code !== 0) throw new Error(`go ${args.join(" ")} failed:\n${answer.stderr.trim() || answer.stdout}`);
      return answer.stdout;
    },
  };
}

/** Compares versions of Go, `1.26.3` and `1.27rc1`: a candidate counts as its release. */
export function isOlder(version: string, wanted: string): boolean {
  const numbers = (text: string) => (text.match(/^\d+|(?<=\.)\d+/g) ?? []).map(Number);
  const [a, b] = [numbers(version), numbers(wanted)];
  const place = [0, 1, 2].find((at) => (a[at] ?? 0) !== (b[at] ?? 0));
  return place !== undefined && (a[place] ?? 0) < (b[place] ?? 0);
}
