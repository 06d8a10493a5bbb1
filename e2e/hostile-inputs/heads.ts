import { type Row, request, type World } from "./rows";
import { HTML, PATH } from "./texts";

const get = (target: string, headers: readonly string[]) => () => ({ method: "GET", target, headers });

/** Headers beside the right ones, on a page that everybody signed in may see; they change nothing there. */
const IDLE: readonly string[] = [
  "X-Forwarded-Host: evil.example",
  "X-Forwarded-Proto: javascript",
  "X-Forwarded-For: ' OR 1=1 --",
  "Forwarded: host=evil.example;proto=https",
  "X-Original-URL: /admin",
  "X-Rewrite-URL: /admin",
  "X-HTTP-Method-Override: DELETE",
  "X-Middleware-Subrequest: proxy:proxy:proxy:proxy:proxy",
  "X-Middleware-Rewrite: /admin",
  "X-Middleware-Next: 1",
  "X-Nextjs-Data: 1",
  "X-Matched-Path: /admin",
  "X-Invoke-Path: /admin",
  "X-Portal-Path: //evil.example/<script>",
  "X-Now-Route-Matches: 1=admin",
  "Next-Router-Prefetch: 1",
  "Next-Url: //evil.example",
  "Accept: */*;q=nonsense",
  "Accept: <script>alert(1)</script>",
  "Accept-Language: ../../../etc/passwd",
  "Accept-Encoding: gzip;q=9999",
  "User-Agent: <script>alert(1)</script>",
  "User-Agent: () { :; }; /bin/id",
  "Referer: javascript:alert(1)",
  'If-None-Match: "x',
  "If-Modified-Since: never",
  "Range: bytes=0-0,1-1,2-2,-1",
  "TE: trailers, deflate",
  "Via: 1.1 evil.example",
  "Content-Security-Policy: default-src *",
  "Content-Security-Policy: script-src 'nonce-evil'",
  "Authorization: Bearer x",
  "Authorization: Basic x",
  "Max-Forwards: 0",
];

/** Lines that are no HTTP, and what they get. */
const BROKEN: readonly [line: string, status: number][] = [
  ["Cache-Control: \u0001", 400],
  ["X-Injected", 400],
  [" X-Injected: yes", 400],
  ["X Injected: yes", 400],
  ["X-Injected\u0000: yes", 400],
  ["X-Injected: a\u0000b", 400],
  ["X-Injected: a\rb", 400],
  ["X-Injected: a\n X-Injected: folded", 400],
  [": no name", 400],
  ["Transfer-Encoding: chunked\r\nContent-Length: 5", 400],
  ["Transfer-Encoding: xchunked", 400],
  ["Transfer-Encoding: chunked, identity", 400],
  ["Transfer-Encoding : chunked", 400],
  ["Content-Length: 5\r\nContent-Length: 6", 400],
  ["Content-Length: -1", 400],
  ["Content-Length: +5", 400],
  ["Content-Length: 0x5", 400],
  ["Content-Length: 5, 5", 400],
  [`X-Long: ${"x".repeat(20_000)}`, 431],
  [Array.from({ length: 3_000 }, (_, nth) => `X-${nth}: x`).join("\r\n"), 431],
  [`Cookie: ${"a=b; ".repeat(4_000)}`, 431],
];

/** What stands for the session. Nobody is signed in by any of it. */
const COOKIES: readonly string[] = [
  "SESSION=",
  "SESSION=x",
  "SESSION=..",
  "SESSION=eyJhbGciOiJub25lIn0.eyJzdWIiOiJkZXY6cGxhdGZvcm0tYWRtaW4ifQ.",
  "SESSION=eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..AAAAAAAAAAAAAAAA.AAAA.AAAAAAAAAAAAAAAAAAAAAA",
  "SESSION=%00",
  "SESSION=%ff",
  `SESSION="><script>alert(1)</script>`,
  `SESSION=${"x".repeat(8_000)}`,
  "SESSION=a; SESSION=b",
  "SESSION.0=a; SESSION.1=b",
  "__proto__=x; SESSION=x",
  ";;;===;",
];

/** Hosts and Origins of a write. */
const WRONG: readonly [headers: (world: World) => string[], text: string, status: number][] = [
  [() => ["Host: evil.example"], "another Host", 421],
  [({ host }) => [`Host: ${host}.evil.example`], "a Host that begins right", 421],
  [({ host }) => [`Host: evil.example@${host}`], "a Host with a user", 421],
  [({ host }) => [`Host: ${host}/`], "a Host with a path", 421],
  [({ host }) => [`Host: ${host}, evil.example`], "two Hosts in one", 421],
  [({ host }) => [`Host: ${host}`, "Host: evil.example"], "two Hosts", 400],
  [() => ["Host: "], "an empty Host", 421],
  [() => ["Host: <script>alert(1)</script>"], "a Host of markup", 421],
  [() => ["Origin: null"], "an opaque Origin", 403],
  [() => ["Origin: https://evil.example"], "another Origin", 403],
  [({ url }) => [`Origin: ${url}.evil.example`], "an Origin that begins right", 403],
  [({ url }) => [`Origin: ${url}/`], "an Origin with a path", 403],
  [({ url }) => [`Origin: ${url.replace("http", "https")}`], "an Origin of another scheme", 403],
  [({ url }) => [`Origin: ${url.toUpperCase()}`], "an Origin in capitals", 403],
  [({ url }) => [`Origin: ${url} https://evil.example`], "two Origins in one", 403],
];

/** A comment's address with another method. */
const METHODS: readonly [method: string, status: number][] = [
  ["PUT", 405],
  ["PATCH", 405],
  ["DELETE", 405],
  ["HEAD", 405],
  ["OPTIONS", 204],
  ["PROPFIND", 400],
  ["PURGE", 400],
];

/** Bodies of another type than JSON, or broken JSON. */
const BODIES: readonly [type: string, body: string | Buffer, status: number][] = [
  ["application/json", "", 422],
  ["application/json", "{", 422],
  ["application/json", "null", 422],
  ["application/json", "[]", 422],
  ["application/json", '"text"', 422],
  ["application/json", "1e999", 422],
  ["application/json", "{'key': 'x'}", 422],
  ["application/json", '{"key": undefined}', 422],
  ["application/json", "\ufeff{}", 422],
  ["application/json", Buffer.from([0xff, 0xfe, 0x7b, 0x7d]), 422],
  ["application/json", Buffer.from([0x7b, 0x22, 0xed, 0xa0, 0x80, 0x22, 0x3a, 0x31, 0x7d]), 422],
  ["application/json; charset=utf-7", "+AHs-+AH0-", 422],
  ["application/xml", "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><x>&e;</x>", 422],
  ["application/x-www-form-urlencoded", "type=create&service=webapp", 422],
  ["multipart/form-data; boundary=x", '--x\r\nContent-Disposition: form-data; name="key"\r\n\r\nx\r\n--x--', 422],
  ["text/yaml", "key: x", 422],
  ["application/json", "[".repeat(100_000), 422],
  ["application/json", `${"[".repeat(100_000)}${"]".repeat(100_000)}`, 422],
  ["application/json", `{"values":${'{"a":'.repeat(50_000)}1${"}".repeat(50_000)}}`, 422],
  ["application/json", `{${Array.from({ length: 50_000 }, (_, nth) => `"k${nth}":1`).join(",")}}`, 422],
  ["application/json", `{"key":"${"x".repeat(1024 * 1024)}"}`, 413],
  ["application/json", `{"key":${"1".repeat(500_000)}}`, 422],
];

/** Values that are big, within what a body may be. */
const BIG: readonly [text: string, other: Record<string, unknown>, status: number][] = [
  ["a text of 4,097 characters", { env: [{ name: "A", value: "x".repeat(4_097) }] }, 422],
  ["a text of 900,000 characters", { env: [{ name: "A", value: "x".repeat(900_000) }] }, 422],
  ["101 entries", { env: Array.from({ length: 101 }, (_, nth) => ({ name: `V${nth}`, value: "" })) }, 422],
  ["20,000 entries", { env: Array.from({ length: 20_000 }, () => ({ name: "V", value: "" })) }, 422],
  ["20,000 unknown keys", Object.fromEntries(Array.from({ length: 20_000 }, (_, nth) => [`k${nth}`, 1])), 422],
  ["a key of 500,000 characters", { ["k".repeat(500_000)]: 1 }, 422],
  ["a number beyond numbers", { port: 1e308 }, 422],
  ["a number below zero", { port: -0 }, 422],
  ["a fraction", { port: 8080.5 }, 422],
  ["a pattern's worst case", { image: `${"a".repeat(150)}${"-".repeat(149)}!` }, 422],
  ["a list that is deep", { env: JSON.parse(`${"[".repeat(60)}${"]".repeat(60)}`) as unknown }, 422],
];

export const HEADS: readonly Row[] = [
  ...IDLE.map(
    (text): Row => ({
      place: "a header",
      kind: "header",
      text,
      verdict: { answered: 200 },
      wire: get("/tenants", [text]),
    }),
  ),
  ...BROKEN.map(
    ([text, status]): Row => ({
      place: "a header",
      kind: status === 431 ? "size" : "header",
      text,
      verdict: { answered: status },
      wire: get("/tenants", [text]),
    }),
  ),
  ...COOKIES.map(
    (text): Row => ({
      place: "a header",
      kind: text.length > 5_000 ? "size" : "header",
      text,
      verdict: { refused: 401 },
      as: null,
      wire: get("/api/version", [`Cookie: ${text.replaceAll("SESSION", "next-auth.session-token")}`]),
    }),
  ),
  ...WRONG.map(
    ([headers, text, status]): Row => ({
      place: "a header",
      kind: "header",
      text,
      verdict: status === 400 ? { answered: 400 } : { refused: status },
      wire: (world, number) => ({ ...request(world, number, {}), headers: headers(world) }),
    }),
  ),
  ...METHODS.map(
    ([method, status]): Row => ({
      place: "a header",
      kind: "header",
      text: `${method} instead of POST`,
      verdict: { answered: status },
      wire: ({ open }) => ({ method, target: `/api/requests/${open.number}/remarks`, body: "" }),
    }),
  ),
  ...BODIES.map(
    ([type, body, status]): Row => ({
      place: "a field of the request",
      kind: body.length > 2_000 ? "size" : "header",
      text: `${type}: ${body.toString().slice(0, 60)}`,
      verdict: { refused: status },
      wire: () => ({ method: "POST", target: "/api/requests", type, body }),
    }),
  ),
  ...BIG.map(
    ([text, other, status]): Row => ({
      place: "a value",
      kind: "size",
      text,
      verdict: { refused: status },
      wire: (world, number) =>
        request(world, number, { values: { tenant: "hostile", name: `h-${number}`, image: "nginx:1", ...other } }),
    }),
  ),
];

const form = (fields: Readonly<Record<string, string>>) => ({
  type: "application/x-www-form-urlencoded",
  body: new URLSearchParams(fields).toString(),
});

/** Where to go after signing in: nowhere but to the portal. */
const ELSEWHERE = [
  "https://evil.example/",
  "//evil.example",
  "/\\evil.example",
  "/\t/evil.example",
  "javascript:alert(1)",
  "data:text/html,<script>alert(1)</script>",
  "http:evil.example",
  "/%0d%0aX-Injected: yes",
  "/a\r\nX-Injected: yes",
  "@evil.example",
  ".evil.example",
  "/api/auth/signout",
];

/** The callback of a sign-in and its way there; nobody is signed in by any of it. */
export const SIGN_IN: readonly Row[] = [
  ...[
    ...PATH.slice(0, 12),
    ...HTML.slice(0, 12),
    "platform-admin\u0000",
    "PLATFORM-ADMIN",
    " platform-admin",
    "__proto__",
  ].map(
    (text): Row => ({
      place: "the sign-in",
      kind: HTML.includes(text) ? "html" : "path",
      text: `account ${text}`,
      verdict: { answered: 401 },
      as: null,
      wire: ({ csrfToken }) => ({
        method: "POST",
        target: "/api/auth/callback/development",
        ...form({ account: text, csrfToken, json: "true" }),
      }),
    }),
  ),
  ...ELSEWHERE.map(
    (text): Row => ({
      place: "the sign-in",
      kind: "path",
      text: `callbackUrl ${text}`,
      verdict: { answered: 302 },
      as: null,
      wire: ({ csrfToken }) => ({
        method: "POST",
        target: "/api/auth/callback/development",
        ...form({ account: "requester", csrfToken, callbackUrl: text }),
      }),
    }),
  ),
  ...["", "x", "a|b", "|", "x".repeat(10_000), "<script>"].map(
    (text): Row => ({
      place: "the sign-in",
      kind: "header",
      text: `csrfToken ${text}`,
      verdict: { answered: 302 },
      as: null,
      wire: () => ({
        method: "POST",
        target: "/api/auth/callback/development",
        ...form({ account: "platform-admin", csrfToken: text }),
      }),
    }),
  ),
  ...[
    "/api/auth/callback/github?code=x&state=y",
    "/api/auth/callback/oidc?code=x&state=y",
    "/api/auth/callback/oidc?error=<script>alert(1)</script>",
    "/api/auth/callback/__proto__?code=x",
    "/api/auth/callback/..%2f..%2fadmin",
    "/api/auth/callback/%00",
    "/api/auth/signin/evil",
    "/api/auth/providers",
    "/api/auth/session",
    "/api/auth/_log",
    "/api/auth/verify-request",
  ].map(
    (text): Row => ({
      place: "the sign-in",
      kind: "path",
      text,
      verdict: { answered: 404 },
      as: null,
      wire: () => ({ method: "GET", target: text.replace("<", "%3C") }),
    }),
  ),
];
