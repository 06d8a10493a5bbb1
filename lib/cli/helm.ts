import { findHelm, HelmUnavailable } from "@/lib/helm/find-helm";

/** Prints the path of the Helm that the make targets use, after fetching it where need be. Exit code 2: there is none. */
export async function helm(): Promise<number> {
  try {
    const { path } = await findHelm({ env: process.env, report: (line) => process.stderr.write(`${line}\n`) });
    process.stdout.write(`${path}\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof HelmUnavailable)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 2;
  }
}
