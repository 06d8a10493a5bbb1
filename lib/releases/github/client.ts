import { createAppAuth } from "@octokit/auth-app";
import { retry } from "@octokit/plugin-retry";
import { throttling } from "@octokit/plugin-throttling";
import { RequestError } from "@octokit/request-error";
import { Octokit } from "@octokit/rest";
import { CallLimits } from "./call-limits";
import { asPortalError, type Bearer, tooManyCalls, waitOf } from "./failure";
import { writeLimits } from "./limits";
import { sound } from "./sound";

/** What the portal itself signs in with: an App, or a person's token in a small set-up. */
export type Credentials = { appId: string; privateKey: string } | { token: string };

/** How long things may take. */
export interface Patience {
  /** An answer (ms). */
  answer: number;
  /** The unit (ms) of the waits between tries: 1, 4 and 9 of them. */
  unit: number;
  /** The longest wait (s) that GitHub may ask for while a person waits; above it they are told. */
  wait: number;
}

export const PATIENCE: Patience = { answer: 10_000, unit: 1000, wait: 15 };

export interface ClientOptions {
  /** `https://api.github.com`, or an Enterprise Server's `https://host/api/v3`. */
  apiUrl: string;
  /** `owner/name`. */
  repository: string;
  credentials: Credentials;
  patience: Patience;
}

const Caller = Octokit.plugin(sound, retry, throttling);

/** Refusals that another try doesn't change, or that are waited for elsewhere. */
const FINAL = [304, 400, 401, 403, 404, 405, 409, 410, 422, 429, 451];

const quiet = () => undefined;

/** GitHub's API as the portal calls it: signed in, patient, and with failures as sentences. */
export class Client {
  /** Goes into every call. */
  readonly at: { owner: string; repo: string };
  private own: Promise<Octokit> | null = null;
  private readonly pace = writeLimits();
  /** Of the portal's own calls; people's tokens have limits of their own. */
  readonly limits: CallLimits;

  constructor(private readonly options: ClientOptions) {
    const [owner = "", repo = ""] = options.repository.split("/");
    this.at = { owner, repo };
    this.limits = new CallLimits(() => Date.now(), options.patience.unit);
  }

  /** Calls with the portal's own credentials, or with a person's. @throws PortalError for a call that failed */
  async call<T>(work: (octokit: Octokit) => Promise<T>, token?: string): Promise<T> {
    const bearer: Bearer = token === undefined ? "portal" : "person";
    if (bearer === "portal") this.requireCalls();
    try {
      const octokit = token === undefined ? await this.signedIn() : this.make({ auth: token });
      return await this.patiently(() => work(octokit));
    } catch (error) {
      throw asPortalError(error, this.options.repository, bearer);
    }
  }

  /** GitHub shuts out who goes on asking while it takes no calls. @throws PortalError when a person would wait too long */
  private requireCalls(): void {
    const limit = this.limits.read();
    const seconds = limit?.reached ? Math.ceil((Date.parse(limit.until) - Date.now()) / 1000) : 0;
    if (seconds > this.options.patience.wait) throw tooManyCalls(seconds);
  }

  /** Waits before another try: longer each time. */
  pause(tries: number): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, tries * tries * this.options.patience.unit));
  }

  /** What git signs in with. */
  async gitToken(): Promise<string> {
    const { credentials } = this.options;
    if ("token" in credentials) return credentials.token;
    const auth: unknown = await this.call((octokit) => octokit.auth({ type: "installation" }));
    if (typeof auth === "object" && auth !== null && "token" in auth && typeof auth.token === "string")
      return auth.token;
    throw new Error("The App's sign-in made no token.");
  }

  /** The plugin waits for limits that it knows; a bare 429 is waited for here, once. */
  private async patiently<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      const wait = waitOf(error);
      if (wait === null || wait > this.options.patience.wait) throw error;
      await new Promise((resolve) => setTimeout(resolve, wait * this.options.patience.unit));
      return work();
    }
  }

  private signedIn(): Promise<Octokit> {
    this.own ??= this.signIn().catch((error: unknown) => {
      this.own = null;
      throw error;
    });
    return this.own;
  }

  private async signIn(): Promise<Octokit> {
    const { credentials } = this.options;
    if ("token" in credentials) return this.watched(this.make({ auth: credentials.token }));
    const { appId, privateKey } = credentials;
    const app = this.make({ authStrategy: createAppAuth, auth: { appId, privateKey } });
    const { data } = await app.rest.apps.getRepoInstallation(this.at);
    return this.watched(
      this.make({ authStrategy: createAppAuth, auth: { appId, privateKey, installationId: data.id } }),
    );
  }

  private watched(octokit: Octokit): Octokit {
    octokit.hook.after("request", ({ headers }) => this.limits.note(headers, null));
    octokit.hook.error("request", (error) => {
      if (error instanceof RequestError) this.limits.note(error.response?.headers ?? {}, waitOf(error));
      throw error;
    });
    return octokit;
  }

  private make(auth: { auth: unknown; authStrategy?: unknown }): Octokit {
    const { apiUrl, patience } = this.options;
    const mayWait = (seconds: number, _options: unknown, _octokit: unknown, tries: number) =>
      tries < 1 && seconds <= patience.wait;
    return new Caller({
      ...auth,
      baseUrl: apiUrl,
      userAgent: "managed-services",
      log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
      request: { timeout: patience.answer, redirect: "manual" },
      retry: { doNotRetry: FINAL, retryAfterBaseValue: patience.unit },
      throttle: {
        onRateLimit: mayWait,
        onSecondaryRateLimit: mayWait,
        retryAfterBaseValue: patience.unit,
        ...this.pace,
      },
    });
  }
}
