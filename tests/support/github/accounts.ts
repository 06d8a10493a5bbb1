import { createHash, createPublicKey, generateKeyPairSync, randomBytes, verify } from "node:crypto";
import { Refusal } from "./answer";
import type { UserShape } from "./shapes";

/** Who calls: an account with a token, or the App itself by a signed JWT. */
export type Caller = { type: "account"; user: UserShape } | { type: "app" };

const APP_ID = "4711";
const INSTALLATION = 77;

let pair: ReturnType<typeof makePair> | undefined;

function makePair() {
  return generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs1", format: "pem" },
  });
}

/** The App and the people of the server, and their tokens. A token that nobody was given is refused. */
export class Accounts {
  readonly appId = APP_ID;
  readonly installation = INSTALLATION;
  /** The App's private key (PEM): who holds it is the App. */
  readonly privateKey: string;
  readonly bot: UserShape = { login: "managed-services[bot]", id: 1, type: "Bot" };
  private readonly publicKey: string;
  private readonly byToken = new Map<string, UserShape>();
  private nextId = 100;

  constructor() {
    // Making a key takes half a second; servers of one process share theirs.
    pair ??= makePair();
    this.privateKey = pair.privateKey;
    this.publicKey = pair.publicKey;
  }

  /** Makes an account and answers with a token of its own. */
  person(login: string): string {
    const token = `ghu_${createHash("sha256").update(login).digest("hex").slice(0, 36)}`;
    this.accept(token, login);
    return token;
  }

  /** A token that somebody was given elsewhere: by signing in. */
  accept(token: string, login: string): void {
    this.nextId += 1;
    this.byToken.set(token, { login, id: this.nextId, type: "User" });
  }

  installationToken(): string {
    const token = `ghs_${randomBytes(18).toString("hex")}`;
    this.byToken.set(token, this.bot);
    return token;
  }

  /** Makes every token void, as when the App was taken away. */
  revokeAll(): void {
    this.byToken.clear();
  }

  /** @throws Refusal 401 for credentials that nobody was given */
  callerOf(authorization: string | undefined): Caller {
    const [, scheme = "", secret = ""] = /^(\w+) (.+)$/.exec(authorization ?? "") ?? [];
    const token =
      scheme.toLowerCase() === "basic" ? (Buffer.from(secret, "base64").toString("utf8").split(":")[1] ?? "") : secret;
    const user = this.byToken.get(token);
    if (user) return { type: "account", user };
    if (this.isApp(token)) return { type: "app" };
    throw new Refusal(401, "Bad credentials");
  }

  private isApp(jwt: string): boolean {
    const [header = "", payload = "", signature] = jwt.split(".");
    if (signature === undefined) return false;
    const signed = Buffer.from(`${header}.${payload}`);
    if (!verify("RSA-SHA256", signed, createPublicKey(this.publicKey), Buffer.from(signature, "base64url")))
      return false;
    const claims: unknown = JSON.parse(Buffer.from(payload, "base64url").toString("utf8"));
    return typeof claims === "object" && claims !== null && "iss" in claims && String(claims.iss) === APP_ID;
  }
}
