import "server-only";
import { resolve } from "node:path";
import { isPortalError } from "@/lib/domain/errors";
import type { Person } from "@/lib/domain/viewer";
import { Git } from "./git";
import { bringMainIn } from "./github/bring-in";
import { Client, type Credentials, PATIENCE, type Patience } from "./github/client";
import { Hub } from "./github/hub";
import { merge } from "./github/merge";
import { Mirror } from "./github/mirror";
import { ProtectionReader } from "./github/protection";
import { PullViews } from "./github/pull-views";
import { remark } from "./github/remark";
import { Seal } from "./github/seal";
import { submit } from "./github/submit";
import { Updater } from "./github/updater";
import { MainReader } from "./main-reader";
import { ObjectReader } from "./object-reader";
import type { OnGithub, Releases } from "./port";

export interface GithubOptions {
  /** The mirror's folder; made on the first start. Nothing is in it that could not be fetched again. */
  directory: string;
  /** `https://github.com`, and where its API is: `https://api.github.com`, or `https://host/api/v3`. */
  server: string;
  apiUrl: string;
  /** `owner/name`, from platform.yaml, and the branch that is live. */
  repository: string;
  branch: string;
  credentials: Credentials;
  /** Seals what the portal writes; every replica has the same one, and it has to stay. */
  secret: string;
  /** Comes before a GitHub account's name in an RBAC subject. */
  userPrefix: string;
  /** How old (ms) what is shown may be before GitHub is asked again. */
  maxAge: number;
  now: () => Date;
  /** Told why GitHub can't be read, and (null) that it can again. */
  report?: (why: string | null) => void;
  patience?: Patience;
  /** PATH to find git on; the usual places when absent. */
  path?: string;
}

/** A releases repository on GitHub. */
export interface GithubReleases extends Releases, OnGithub {
  /** Waits for what follows a change by itself. */
  settled(): Promise<void>;
  /** Waits for writes under way and ends git's processes. */
  close(): Promise<void>;
}

/** Opens a releases repository on GitHub. Several processes may have it open, each with a mirror of its own. */
export async function openGithubReleases(options: GithubOptions): Promise<GithubReleases> {
  const { repository, branch, userPrefix, now, maxAge } = options;
  const git = new Git(resolve(options.directory), options.path);
  const objects = new ObjectReader(git);
  const patience = options.patience ?? PATIENCE;
  const client = new Client({ apiUrl: options.apiUrl, repository, credentials: options.credentials, patience });
  const mirror = new Mirror({
    git,
    url: `${options.server}/${repository}.git`,
    branch,
    token: () => client.gitToken(),
  });
  await mirror.open();
  const personOf = (login: string): Person => ({ subject: `${userPrefix}${login}`, name: login, email: "" });
  const loginOf = ({ subject }: Person) => {
    const login = subject.startsWith(userPrefix) ? subject.slice(userPrefix.length) : "";
    return /^[A-Za-z0-9-]+$/.test(login) ? login : null;
  };
  const sources = {
    reader: new MainReader(git, objects),
    seal: new Seal(options.secret),
    repository,
    branch,
    personOf,
    loginOf,
  };
  const hub = new Hub({ client, mirror, sources, now, maxAge, report: options.report ?? (() => undefined) });

  const protection = new ProtectionReader(client, branch);
  const views = new PullViews(hub, protection);
  const updater = new Updater((known) => bringMainIn(hub, views, () => protection.read(), known));
  hub.looked = (known) => updater.look(known);

  return {
    version: async () => (await hub.current()).version,
    main: async () => hub.main(await hub.current()),
    at: async (commit) => hub.at(commit, await hub.current()),
    requests: () => hub.requests(),
    request: (number, where) => hub.detail(number, where !== "in-a-list"),
    submit: (submission) => submit(hub, submission),
    remark: (number, said) => remark(hub, number, said),
    merge: (number, order) => merge(hub, number, order),
    history: (path, limit) => hub.history(path, limit),
    foreign: () => hub.foreign(),
    pull: (number) => views.read(number),
    async state() {
      // While it can't be read, that is said by `away` and `limit`.
      const read = await protection.read().catch((error: unknown) => {
        if (isPortalError(error)) return null;
        throw error;
      });
      return { protection: read, limit: client.limits.read(), away: hub.away(), stuck: updater.trouble() };
    },
    hint: () => hub.hint(),
    settled: () => updater.idle(),
    async close() {
      await updater.idle();
      await hub.idle();
      objects.close();
      git.stop();
    },
  };
}
