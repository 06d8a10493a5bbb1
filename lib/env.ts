import "server-only";
import { delimiter, resolve } from "node:path";
import { z } from "zod";
import { outsideVariables, type PlatformRepositorySettings, platformRepositoryOf } from "./env-outside";
import {
  type GithubSettings,
  githubOf,
  LOOPBACK_HOSTS,
  type OidcSettings,
  oidcOf,
  signInVariables,
} from "./env-sign-in";

/** The portal's settings, parsed. Every one has a variable of the environment, named in `README.md`. */
export interface Env {
  /** What people type into their browser, without a path: `http://localhost:3000`. Also the one Origin that may write. */
  publicUrl: URL;
  /** The address to listen on; null when nothing said so (a server that the make targets did not start). */
  address: string | null;
  port: number;
  /** Absolute: the releases repository and the session secret. */
  dataDirectory: string;
  /** Absolute: the file with the secret of sessions, for replicas that share it; null: each makes its own in that folder. */
  sessionSecretFile: string | null;
  /** Absolute: the folder with platform.yaml and charts/. */
  platformDirectory: string;
  /** Where the catalogue comes from instead; null: from that folder. */
  platformRepository: PlatformRepositorySettings | null;
  /** Anyone who reaches the portal may sign in as anyone. */
  developmentSignIn: boolean;
  /** Null: nobody signs in that way. */
  oidc: OidcSettings | null;
  github: GithubSettings | null;
  /**
   * The cluster that status is read from: by kubeconfig files (absolute, in the order in which they count), or as the pod's
   * own service account. Null: a simulated one.
   */
  cluster: { kubeconfig: string[] } | { inCluster: true } | null;
  /** The releases repository is the one on GitHub that platform.yaml names. Null: the portal's own, in the data directory. */
  githubReleases: {
    /** What the portal signs in with; files are absolute. */
    access: { appId: string; privateKeyFile: string } | { tokenFile: string };
    /** Where the API is; null where platform.yaml's gitServer says enough. */
    apiUrl: string | null;
    /** The file with the secret by which the portal knows again what it wrote there. */
    sealFile: string;
    /** The file with what GitHub signs its webhook with; null: there is none, and GitHub is asked by the clock. */
    webhookSecretFile: string | null;
  } | null;
  /** A chat's incoming webhook, which is a secret; null: nobody is told. */
  chatWebhookUrl: string | null;
  /** True under `next dev` alone: people never use it, only who works on the portal. */
  developmentServer: boolean;
}

/** The address that `make run` listens on: nobody but this machine reaches it. */
export const LOOPBACK = "127.0.0.1";
const ANYWHERE = "yes-i-know";

type Variables = Readonly<Record<string, string | undefined>>;

const webUrl = z.string().transform((text, context) => {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url && /^https?:$/.test(url.protocol) && url.pathname === "/" && !url.search && !url.hash && !url.username)
    return url;
  context.addIssue(
    `PORTAL_URL is "${text}". It has to be the address people open, with http:// or https:// and without a path, for example https://portal.example.com.`,
  );
  return z.NEVER;
});

const port = z.string().transform((text, context) => {
  const number = Number(text);
  if (/^\d{1,5}$/.test(text) && number >= 1 && number <= 65535) return number;
  context.addIssue(`PORT is "${text}". It has to be a number from 1 to 65535.`);
  return z.NEVER;
});

const onOff = z.string().transform((text, context) => {
  if (text === "on" || text === "off") return text === "on";
  context.addIssue(`DEVELOPMENT_SIGN_IN is "${text}". It is either "on" or "off".`);
  return z.NEVER;
});

const anywhere = z.string().transform((text, context) => {
  if (text === ANYWHERE) return true;
  context.addIssue(`DEVELOPMENT_SIGN_IN_ANYWHERE is "${text}". Leave it out, or set it to ${ANYWHERE}.`);
  return z.NEVER;
});

const cluster = z.string().transform((text, context) => {
  if (text === "simulated") return text;
  context.addIssue(`CLUSTER is "${text}". Leave it out, or set it to simulated, so that no cluster is read.`);
  return z.NEVER;
});

const settings = z.object({
  NODE_ENV: z.string().optional(),
  PORTAL_URL: webUrl.optional(),
  PORTAL_ADDRESS: z.string().optional(),
  PORT: port.optional(),
  DATA_DIR: z.string().default(".data"),
  PLATFORM_DIR: z.string().default("."),
  SESSION_SECRET_FILE: z.string().optional(),
  DEVELOPMENT_SIGN_IN: onOff.default(false),
  DEVELOPMENT_SIGN_IN_ANYWHERE: anywhere.default(false),
  ...signInVariables,
  ...outsideVariables,
  CLUSTER: cluster.optional(),
  KUBECONFIG: z.string().optional(),
  GITHUB_APP_ID: z.string().optional(),
  GITHUB_APP_PRIVATE_KEY_FILE: z.string().optional(),
  GITHUB_TOKEN_FILE: z.string().optional(),
  GITHUB_SEAL_FILE: z.string().optional(),
  GITHUB_WEBHOOK_SECRET_FILE: z.string().optional(),
  // Kubernetes sets it in every container.
  KUBERNETES_SERVICE_HOST: z.string().optional(),
});

/**
 * Parses the environment.
 * @param variables as in `process.env`; an empty one counts as absent.
 * @param directory what relative folders are relative to.
 * @returns the settings, or every problem at once, each a sentence that says what to change.
 */
export function parseEnv(variables: Variables, directory: string): { env: Env } | { problems: string[] } {
  const present = Object.fromEntries(Object.entries(variables).filter(([, value]) => value));
  const parsed = settings.safeParse(present);
  if (!parsed.success) return { problems: parsed.error.issues.map((issue) => issue.message) };
  const { data } = parsed;
  // Without a public URL it is this machine's; without a port it is the public URL's, when that names this machine.
  const local = data.PORTAL_URL && LOOPBACK_HOSTS.has(data.PORTAL_URL.hostname) ? data.PORTAL_URL.port : "";
  const listen = data.PORT ?? (local ? Number(local) : 3000);
  const [oidc, github] = [oidcOf(data), githubOf(data)];
  const githubReleases = githubReleasesOf(data, directory);
  const said = [oidc, github, githubReleases].filter((one) => typeof one === "string");
  if (typeof oidc === "string" || typeof github === "string" || typeof githubReleases === "string")
    return { problems: said };
  const env: Env = {
    publicUrl: data.PORTAL_URL ?? new URL(`http://localhost:${listen}`),
    address: data.PORTAL_ADDRESS ?? null,
    port: listen,
    dataDirectory: resolve(directory, data.DATA_DIR),
    sessionSecretFile: data.SESSION_SECRET_FILE ? resolve(directory, data.SESSION_SECRET_FILE) : null,
    platformDirectory: resolve(directory, data.PLATFORM_DIR),
    platformRepository: platformRepositoryOf(data),
    developmentSignIn: data.DEVELOPMENT_SIGN_IN,
    oidc,
    github,
    cluster: data.CLUSTER === "simulated" ? null : clusterOf(data, directory),
    githubReleases,
    chatWebhookUrl: data.CHAT_WEBHOOK_URL ?? null,
    developmentServer: data.NODE_ENV === "development",
  };
  const problems = data.DEVELOPMENT_SIGN_IN_ANYWHERE ? [] : problemsOfSignIn(env);
  return problems.length > 0 ? { problems } : { env };
}

function clusterOf(
  { KUBECONFIG, KUBERNETES_SERVICE_HOST }: Pick<z.infer<typeof settings>, "KUBECONFIG" | "KUBERNETES_SERVICE_HOST">,
  directory: string,
): Env["cluster"] {
  const files = (KUBECONFIG ?? "").split(delimiter).filter((file) => file !== "");
  if (files.length > 0) return { kubeconfig: files.map((file) => resolve(directory, file)) };
  return KUBERNETES_SERVICE_HOST === undefined ? null : { inCluster: true };
}

/** The access to GitHub, null where no variable speaks of it, or what is missing as a sentence. */
function githubReleasesOf(data: z.infer<typeof settings>, directory: string): Env["githubReleases"] | string {
  const { GITHUB_APP_ID: appId, GITHUB_APP_PRIVATE_KEY_FILE: keyFile, GITHUB_TOKEN_FILE: tokenFile } = data;
  const { GITHUB_SEAL_FILE: sealFile, GITHUB_WEBHOOK_SECRET_FILE: webhookFile } = data;
  const apiUrl = data.GITHUB_API_URL?.replace(/\/+$/, "") ?? null;
  if ([appId, keyFile, tokenFile, sealFile, webhookFile].every((value) => value === undefined)) return null;
  const app = appId !== undefined || keyFile !== undefined;
  if (app && tokenFile !== undefined)
    return "GITHUB_TOKEN_FILE is set beside the App's settings. The portal signs in with one of them: leave the other out.";
  if (app && (appId === undefined || keyFile === undefined))
    return "GITHUB_APP_ID and GITHUB_APP_PRIVATE_KEY_FILE belong together: set both.";
  if (!app && tokenFile === undefined)
    return "For releases on GitHub set GITHUB_APP_ID and GITHUB_APP_PRIVATE_KEY_FILE, or GITHUB_TOKEN_FILE.";
  if (sealFile === undefined)
    return "For releases on GitHub set GITHUB_SEAL_FILE to a file with a long random text. Every replica needs the same one, and it has to stay.";
  const access =
    appId !== undefined && keyFile !== undefined
      ? { appId, privateKeyFile: resolve(directory, keyFile) }
      : { tokenFile: resolve(directory, tokenFile ?? "") };
  return {
    access,
    apiUrl,
    sealFile: resolve(directory, sealFile),
    webhookSecretFile: webhookFile === undefined ? null : resolve(directory, webhookFile),
  };
}

/** Development sign-in asks for no password, so it stays on this machine unless somebody says otherwise. */
function problemsOfSignIn(env: Env): string[] {
  if (!env.developmentSignIn) return [];
  const remedy = `Turn DEVELOPMENT_SIGN_IN off, or set DEVELOPMENT_SIGN_IN_ANYWHERE=${ANYWHERE} if everyone who can reach it may act as a platform admin.`;
  const problems: string[] = [];
  if (env.address === null)
    problems.push(
      `Development sign-in is on, but PORTAL_ADDRESS does not say which address the portal listens on. Start it with \`make run\`. ${remedy}`,
    );
  else if (!LOOPBACK_HOSTS.has(env.address))
    problems.push(
      `Development sign-in is on, and PORTAL_ADDRESS is ${env.address}, which other machines may reach. ${remedy}`,
    );
  if (!LOOPBACK_HOSTS.has(env.publicUrl.hostname))
    problems.push(
      `Development sign-in is on, and PORTAL_URL is ${env.publicUrl.origin}, which is not this machine. ${remedy}`,
    );
  return problems;
}

let parsed: Env | null = null;

/** The settings of this process. Throws when they are wrong; the start of the portal has checked them before. */
export function env(): Env {
  if (parsed) return parsed;
  const result = parseEnv(process.env, process.cwd());
  if ("problems" in result) throw new Error(result.problems.join(" "));
  parsed = result.env;
  // next-auth reads its own variable, and would believe a request's Host where it is absent.
  process.env.NEXTAUTH_URL = parsed.publicUrl.origin;
  return parsed;
}

/** What keeps a portal with these settings from being of use to anybody, as sentences. */
export function problemsOfStart({ developmentSignIn, oidc, github }: Env): string[] {
  if (developmentSignIn || oidc !== null || github !== null) return [];
  return [
    "Nobody could sign in. Set OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET for an OpenID Connect provider, or GITHUB_CLIENT_ID and GITHUB_CLIENT_SECRET for GitHub. To try the portal on this machine, set DEVELOPMENT_SIGN_IN=on.",
  ];
}

/** The problems of this process' settings, as sentences; empty when the portal may start. */
export function problemsOfEnv(): string[] {
  const result = parseEnv(process.env, process.cwd());
  return "problems" in result ? result.problems : problemsOfStart(result.env);
}
