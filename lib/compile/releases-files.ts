import type { Platform } from "@/lib/domain/platform";

const HEADER = "# Generated from platform.yaml by `make definitions`. Change that, not this file.\n";

/**
 * What a releases repository on GitHub holds beside the manifests: the check that each pull request must pass, and who
 * must look at a change of the check itself.
 * In: the platform. Out: the files, by their paths in the releases repository.
 */
export function releasesFiles({
  platformRepository,
  releasesRepository,
  branch,
}: Platform): { path: string; text: string }[] {
  const [owner = ""] = releasesRepository.split("/");
  return [
    { path: ".github/workflows/check-releases.yaml", text: workflow(platformRepository, branch) },
    { path: ".github/CODEOWNERS", text: `${HEADER}/.github/ @${owner}\n* @${owner}\n` },
  ];
}

/** It runs with no secret and no right to write: a pull request may come from anybody. */
function workflow(platformRepository: string, branch: string): string {
  return `${HEADER}# Make "check-releases" a required check of the branch ${branch}.
name: check-releases
on:
  pull_request:
  push:
    branches: ["${branch}"]
permissions:
  contents: read
jobs:
  check-releases:
    runs-on: ubuntu-latest
    timeout-minutes: 10
    steps:
      - uses: actions/checkout@v4
        with:
          path: releases
          persist-credentials: false
      - uses: actions/checkout@v4
        with:
          repository: ${platformRepository}
          ref: ${branch}
          path: platform
          persist-credentials: false
      - uses: actions/setup-node@v4
        with:
          node-version: "20"
      - run: make -C platform check-releases RELEASES="$GITHUB_WORKSPACE/releases"
`;
}
