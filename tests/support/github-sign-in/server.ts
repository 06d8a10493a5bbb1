import { createHash, randomBytes } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";

/** A server in the shape of GitHub's user authorization, on this machine. */
export interface GithubSignIn {
  url: string;
  clientId: string;
  clientSecret: string;
  /** The login of who signs in when asked; null: whoever asks turns back. */
  play: { login: string | null };
  /** The authorization requests that arrived, oldest first. */
  asked: URLSearchParams[];
  /** Every user token that was handed out, newest last. */
  tokens: string[];
  close(): Promise<void>;
}

/** Starts the server for one portal. People's numbers are made of their logins. @param callback where codes may go. */
export async function startGithubSignIn(callback: string): Promise<GithubSignIn> {
  const [clientId, clientSecret] = ["Iv1.portal", "not-a-secret"];
  const codes = new Map<string, { login: string; challenge: string }>();
  const people = new Map<string, string>();
  const play: GithubSignIn["play"] = { login: "requester" };
  const [asked, tokens]: [URLSearchParams[], string[]] = [[], []];

  const authorize = (query: URLSearchParams): string => {
    asked.push(query);
    const back = new URL(query.get("redirect_uri") ?? "");
    if (back.href !== callback || query.get("client_id") !== clientId) throw new Error("Unknown application.");
    back.searchParams.set("state", query.get("state") ?? "");
    if (play.login === null) back.searchParams.set("error", "access_denied");
    else {
      const code = randomBytes(10).toString("hex");
      codes.set(code, { login: play.login, challenge: query.get("code_challenge") ?? "" });
      back.searchParams.set("code", code);
    }
    return back.href;
  };
  const exchange = (form: URLSearchParams): object => {
    const code = form.get("code") ?? "";
    const known = codes.get(code);
    codes.delete(code);
    const challenge = createHash("sha256")
      .update(form.get("code_verifier") ?? "")
      .digest("base64url");
    if (form.get("client_secret") !== clientSecret) return { error: "incorrect_client_credentials" };
    if (known?.challenge !== challenge) return { error: "bad_verification_code" };
    const token = `ghu_${randomBytes(18).toString("hex")}`;
    tokens.push(token);
    people.set(token, known.login);
    // A GitHub App's token has no scope.
    return { access_token: token, token_type: "bearer", scope: "", expires_in: 28_800, refresh_token: `ghr_${token}` };
  };
  const user = (authorization = ""): object | null => {
    const login = people.get(authorization.replace(/^(bearer|token) /i, ""));
    if (login === undefined) return null;
    // The public address of a profile, which nobody has to have verified.
    return { id: 1000 + login.length, login, name: `Role ${login}`, email: "somebody@example.com" };
  };

  const http = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://github.invalid");
    const json = (body: object | null) =>
      response
        .writeHead(body === null ? 401 : 200, { "content-type": "application/json" })
        .end(JSON.stringify(body ?? { message: "Bad credentials" }));
    if (pathname === "/login/oauth/authorize") response.writeHead(302, { location: authorize(searchParams) }).end();
    else if (pathname === "/login/oauth/access_token") void bodyOf(request).then((form) => json(exchange(form)));
    else if (pathname === "/api/v3/user") json(user(request.headers.authorization));
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const address = http.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  return {
    url: `http://127.0.0.1:${address.port}`,
    clientId,
    clientSecret,
    play,
    asked,
    tokens,
    close: () =>
      new Promise((resolve) => {
        http.close(() => resolve());
        http.closeAllConnections();
      }),
  };
}

async function bodyOf(request: IncomingMessage): Promise<URLSearchParams> {
  let text = "";
  for await (const piece of request.setEncoding("utf8")) text += String(piece);
  return new URLSearchParams(text);
}
