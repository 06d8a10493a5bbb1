import { randomBytes } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";
import {
  BODY_LIMIT,
  isReadable,
  isWithin,
  isWrite,
  NO_PATH,
  PATH_HEADER,
  type Rejection,
  rejectionOf,
  TOO_LARGE,
  UNREADABLE,
} from "@/lib/auth/guard";
import { plainUrl, SIDE_DOOR } from "@/lib/auth/plain-target";
import { contentSecurityPolicy, securityHeaders } from "@/lib/auth/response-headers";
import { env } from "@/lib/env";

/**
 * The guard in front of everything that is served, static files included: without a `matcher` it sees every request.
 * The rules are in lib/auth/guard.ts; this file carries them to Next.
 */
export async function proxy(request: NextRequest): Promise<Response> {
  const { publicUrl, developmentServer } = env();
  const { method, headers } = request;
  const rejection = rejectionOf(
    {
      method,
      path: request.nextUrl.pathname,
      host: headers.get("host"),
      origin: headers.get("origin"),
      contentLength: headers.get("content-length"),
    },
    publicUrl,
  );
  if (rejection) return refuse(rejection, publicUrl);
  if (request.nextUrl.pathname === SIDE_DOOR) {
    const url = plainUrl(request.nextUrl.searchParams, publicUrl);
    return url ? Response.redirect(url, 308) : refuse(NO_PATH, publicUrl);
  }
  if (!isReadable(request.nextUrl.pathname)) return refuse(UNREADABLE, publicUrl);
  // Next keeps what is read here for the route behind, up to `proxyClientMaxBodySize`; what is cut there was refused here.
  if (isWrite(method) && !(await isWithin(request.body, BODY_LIMIT))) return refuse(TOO_LARGE, publicUrl);

  const policy = contentSecurityPolicy(randomBytes(16).toString("base64"), developmentServer);
  const forwarded = new Headers(headers);
  forwarded.set(PATH_HEADER, `${request.nextUrl.pathname}${request.nextUrl.search}`);
  // Next finds the nonce for its own scripts in this request header.
  forwarded.set("content-security-policy", policy);
  const response = NextResponse.next({ request: { headers: forwarded } });
  response.headers.set("content-security-policy", policy);
  for (const [name, value] of Object.entries(securityHeaders(publicUrl))) response.headers.set(name, value);
  return response;
}

function refuse({ status, code, message }: Rejection, publicUrl: URL): Response {
  return Response.json(
    { code, message, problems: [] },
    { status, headers: { ...securityHeaders(publicUrl), "cache-control": "no-store" } },
  );
}
