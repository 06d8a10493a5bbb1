import { createHash } from "node:crypto";
import { mkdir } from "node:fs/promises";
import { PortalError } from "@/lib/domain/errors";
import { type Git, GitError } from "../git";
import { fetchFailure, gitFetch } from "../git-fetch";
import { checkGit } from "../prepare";

/** What the mirror's refs point at. */
export interface MirrorRefs {
  /** Differs whenever any of them does. */
  version: string;
  main: string;
  /** By branch, without `refs/heads/`. */
  branches: ReadonlyMap<string, string>;
  /** By pull request: its head, also when its branch is gone. */
  heads: ReadonlyMap<number, string>;
}

export interface MirrorOptions {
  git: Git;
  /** `https://github.com/owner/name.git`. */
  url: string;
  branch: string;
  /** What git signs in with. */
  token: () => Promise<string>;
}

const SPECS = ["+refs/heads/*:refs/heads/*", "+refs/pull/*/head:refs/pull/*/head"];

/** A copy of the releases repository on this machine: manifests are read from it and not from the API, one call a file. */
export class Mirror {
  private last: MirrorRefs | null = null;

  constructor(private readonly options: MirrorOptions) {}

  /** Makes the folder where there is none. */
  async open(): Promise<void> {
    const { git } = this.options;
    await checkGit(git);
    await mkdir(git.directory, { recursive: true, mode: 0o700 });
    await git.run(["init", "--bare", "--quiet", `--initial-branch=${this.options.branch}`, git.directory]);
  }

  /** Brings the copy up to date. One at a time. @throws PortalError `unavailable` */
  async fetch(): Promise<MirrorRefs> {
    const { git, url, token } = this.options;
    await gitFetch(git, { url, specs: SPECS, token: await token() }).catch((error: unknown) => {
      throw error instanceof GitError ? asSentence(error) : error;
    });
    return this.read();
  }

  /** What the copy has, without asking anybody. @throws PortalError when the branch is not there */
  async read(): Promise<MirrorRefs> {
    const { git, branch } = this.options;
    const text = await git.text(["for-each-ref", "--format=%(objectname) %(refname)", "refs/heads/", "refs/pull/"]);
    const version = createHash("sha1").update(text).digest("hex");
    if (this.last?.version === version) return this.last;
    const branches = new Map<string, string>();
    const heads = new Map<number, string>();
    for (const line of text.split("\n")) {
      const [, id = "", name, number] = /^(\S+) refs\/(?:heads\/(.+)|pull\/(\d+)\/head)$/.exec(line) ?? [];
      if (name !== undefined) branches.set(name, id);
      if (number !== undefined) heads.set(Number(number), id);
    }
    const main = branches.get(branch);
    if (main === undefined)
      throw new PortalError(
        "unavailable",
        `The releases repository has no branch ${branch}. Push a first commit to it, or correct branch in platform.yaml.`,
      );
    this.last = { version, main, branches, heads };
    return this.last;
  }
}

function asSentence(error: GitError): PortalError {
  const { kind, why } = fetchFailure(error.message);
  const text = {
    refused:
      "GitHub does not let the portal read the releases repository. Tell the platform team: the App or token needs to read its contents.",
    absent:
      "GitHub shows the portal no such releases repository. Tell the platform team: correct releasesRepository in platform.yaml, or install the App there.",
    other: `The releases repository can't be fetched from GitHub (${why}). Try again in a moment.`,
  }[kind];
  return Object.assign(new PortalError("unavailable", text), { cause: error });
}
