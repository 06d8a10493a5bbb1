import "server-only";
import NextAuth from "next-auth";
import { env } from "@/lib/env";
import { LAST_PROVIDER_COOKIE } from "./offered-providers";
import { authOptions, pageOf } from "./options";
import { issuerOf } from "./providers";
import { cookieName } from "./session";
import { failureOf, isFailure, type SignInFailure } from "./sign-in-failure";

const LAST_PROVIDER_SECONDS = 24 * 60 * 60;

interface Asked {
  method: string;
  action: string;
  provider: string | undefined;
  query: URLSearchParams;
}

/**
 * Answers what signing in and out takes, and 404 to everything else that next-auth would answer.
 * @param segments the path below /api/auth: `["callback", "oidc"]`.
 */
export async function exchange(request: Request, segments: readonly string[]): Promise<Response> {
  const [action = "", provider, ...more] = segments;
  const asked = { method: request.method, action, provider, query: new URL(request.url).searchParams };
  if (more.length > 0 || !isOffered(asked)) return new Response(null, { status: 404 });
  const context = { params: Promise.resolve({ nextauth: [...segments] }) };
  // next-auth's own type for its handler is `any`; what it returns for a route handler is a Response.
  const response = (await NextAuth(request as never, context as never, authOptions(provider))) as Response;
  return settle(asked, request, response);
}

/**
 * `session` would hand out a renewed cookie, and a session has to end. A callback is posted by the development sign-in and
 * opened by the others; the wrong way round is an error to next-auth.
 */
function isOffered({ method, action, provider, query }: Asked): boolean {
  const settings = env();
  if (provider === undefined)
    return method === "GET" ? ["csrf", "signin", "error"].includes(action) : method === "POST" && action === "signout";
  if (issuerOf(provider, settings) === null) return false;
  const posted = provider === "development";
  if (action === "callback") return method === (posted ? "POST" : "GET");
  // next-auth hands on to the provider whatever stands in the address; only this much is asked for.
  return method === "POST" && !posted && action === "signin" && /^(prompt=none)?$/.test(query.toString());
}

/** Remembers what the next sign-in needs, and brings failures to the sign-in page with the way back to where it began. */
function settle({ action, provider, query }: Asked, request: Request, response: Response): Response {
  const { publicUrl } = env();
  const failure = failureIn(response.headers.get("location"), query, publicUrl);
  if (failure !== null) {
    const next = pageOf(cookieIn(request, "next-auth.callback-url"), publicUrl);
    const search = new URLSearchParams({ failed: failure, ...(next === "/" ? {} : { next }) });
    response.headers.set("location", `${publicUrl.origin}/sign-in?${search.toString()}`);
  }
  const ended = action === "signout" && clearsSession(response, publicUrl);
  const signedIn = action === "callback" && failure === null && response.status < 400;
  if (signedIn && provider === "oidc") remember(response, "oidc", LAST_PROVIDER_SECONDS);
  else if (ended || signedIn || failure === "ended") remember(response, "", 0);
  return response;
}

/** Why a redirect leads to the sign-in page, or null when it leads where it should. */
function failureIn(location: string | null, query: URLSearchParams, publicUrl: URL): SignInFailure | null {
  if (location === null || !URL.canParse(location, publicUrl)) return null;
  const { origin, pathname, searchParams } = new URL(location, publicUrl);
  if (origin !== publicUrl.origin) return null;
  const failed = searchParams.get("failed");
  if (pathname === "/sign-in" && isFailure(failed)) return failed;
  if (pathname === "/api/auth/signin") return "failed";
  if (pathname !== "/api/auth/error") return null;
  return searchParams.get("error") === "OAuthSignin" ? "unreachable" : failureOf(query.get("error"));
}

/** True when a response takes the session cookie away: signing out without the right token takes nothing away. */
function clearsSession(response: Response, publicUrl: URL): boolean {
  return response.headers.getSetCookie().some((cookie) => cookie.startsWith(cookieName(publicUrl)));
}

function cookieIn(request: Request, name: string): string {
  const pairs = (request.headers.get("cookie") ?? "").split(/; */);
  const value = pairs.find((pair) => pair.startsWith(`${name}=`) || pair.startsWith(`__Secure-${name}=`));
  try {
    return decodeURIComponent(value?.slice(value.indexOf("=") + 1) ?? "");
  } catch {
    return "";
  }
}

function remember(response: Response, provider: string, seconds: number): void {
  const secure = env().publicUrl.protocol === "https:" ? "; Secure" : "";
  response.headers.append(
    "set-cookie",
    `${LAST_PROVIDER_COOKIE}=${provider}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure}`,
  );
}
