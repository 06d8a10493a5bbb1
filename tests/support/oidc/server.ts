import { createServer } from "node:http";
import { Provider } from "oidc-provider";

type Grant = InstanceType<Provider["Grant"]>;

/** What a test asks of the provider, changed while it runs. */
export interface OidcPlay {
  /** Who signs in there when asked; null: whoever asks is turned away. */
  person: string | null;
  /** Claims of each person's ID token beside `sub`. */
  claims: Record<string, Record<string, unknown>>;
  /** Seconds that an ID token is good for; a negative number has ended before it began. */
  tokenSeconds: number;
}

/** A real OpenID Connect provider on this machine. */
export interface OidcServer {
  issuer: string;
  clientId: string;
  clientSecret: string;
  play: OidcPlay;
  /** The authorization requests that arrived, oldest first. */
  asked: URLSearchParams[];
  close(): Promise<void>;
}

const CLAIMS = ["groups", "name", "preferred_username", "email", "email_verified", "_claim_names"];

/**
 * Starts the provider for one portal. It signs in `play.person` without a page, but for `prompt=none`, where only a session
 * that is there counts.
 * @param portalUrl where the codes go.
 */
export async function startOidc(portalUrl: string): Promise<OidcServer> {
  const http = createServer((request, response) => {
    const url = new URL(request.url ?? "/", issuer);
    if (url.pathname === "/auth") asked.push(url.searchParams);
    if (url.pathname.startsWith("/interaction/")) interact(request, response).catch(() => response.destroy());
    else void handle(request, response);
  });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const address = http.address();
  if (address === null || typeof address === "string") throw new Error("The provider has no port.");
  const issuer = `http://127.0.0.1:${address.port}`;
  const asked: URLSearchParams[] = [];
  const play: OidcPlay = { person: "requester", claims: {}, tokenSeconds: 300 };
  const [clientId, clientSecret] = ["portal", "not-a-secret-but-thirty-two-letters-long"];
  const provider: Provider = new Provider(issuer, {
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: [`${portalUrl}/api/auth/callback/oidc`],
      },
    ],
    claims: { openid: ["sub", ...CLAIMS] },
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    cookies: { keys: ["a key of the tests"] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    ttl: { IdToken: () => play.tokenSeconds, AccessToken: 60, Grant: 3600, Interaction: 600, Session: 3600 },
    findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id, ...play.claims[id] }) }),
    // Nobody is asked whether the portal may know them.
    loadExistingGrant: async (context): Promise<Grant> => {
      const { client, session } = context.oidc;
      const grant: Grant = new provider.Grant({ clientId: client?.clientId, accountId: session?.accountId });
      grant.addOIDCScope("openid profile email");
      await grant.save();
      return grant;
    },
  });
  const handle = provider.callback();
  const interact = (request: Parameters<typeof handle>[0], response: Parameters<typeof handle>[1]) =>
    provider.interactionFinished(
      request,
      response,
      play.person === null ? { error: "access_denied" } : { login: { accountId: play.person } },
    );
  return {
    issuer,
    clientId,
    clientSecret,
    play,
    asked,
    close: () =>
      new Promise((resolve) => {
        http.close(() => resolve());
        http.closeAllConnections();
      }),
  };
}
