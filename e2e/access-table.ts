/** Who asks, in the order of a row's statuses. `requester` and `tenant-owner` have no role at all in the foreign tenant. */
export const ASKING = ["nobody", "requester", "tenant-owner", "platform-admin"] as const;

/**
 * One address and what each of `ASKING` gets. `path` is the address as it is asked, `route` its file below app/.
 *
 * The tenants: in `example` the requester has edit and the tenant-owner admin; in `watched` view and edit; in `foreign` neither
 * has any role. Request 1 is the requester's, for an instance in `example`; 2 is the tenant-owner's and 3 the platform-admin's,
 * each for a new tenant that the others have no role in.
 */
export interface Row {
  route: string;
  method: "GET" | "POST" | "DELETE";
  path: string;
  /** The JSON body of a write, with what the spec fills in. */
  body?: Record<string, unknown>;
  gets: readonly [number, number, number, number];
}

const page = (route: string, path: string, gets: Row["gets"]): Row => ({
  route: `${route}page.tsx`,
  method: "GET",
  path,
  gets,
});
const api = (route: string, method: Row["method"], path: string, gets: Row["gets"], body?: Row["body"]): Row => ({
  route: `${route}/route.ts`,
  method,
  path,
  gets,
  ...(body ? { body } : {}),
});

const EVERYONE = [307, 200, 200, 200] as const;
/** A page of a tenant in which some role is enough, and of one in which there is none. */
const SEEN = { own: EVERYONE, foreign: [307, 404, 404, 200] } as const;

const TENANT = "tenants/[tenant]/";
const INSTANCE = "tenants/[tenant]/[service]/[name]/";

const PAGES: readonly Row[] = [
  page("", "/", EVERYONE),
  page("sign-in/", "/sign-in", [200, 307, 307, 307]),
  page("tenants/", "/tenants", EVERYONE),
  page("requests/", "/requests", EVERYONE),
  page("admin/", "/admin", [307, 403, 403, 200]),
  page("admin/", "/admin?request=1", [307, 403, 403, 200]),
  page("admin/instances/", "/admin/instances", [307, 403, 403, 200]),
  page("admin/instances/", "/admin/instances?tenant=foreign&state=broken", [307, 403, 403, 200]),
  page("admin/health/", "/admin/health", [307, 403, 403, 200]),

  page("services/[service]/", "/services/webapp", EVERYONE),
  page("services/[service]/", "/services/lib", [307, 404, 404, 404]),
  page("services/[service]/new/", "/services/tenant/new", EVERYONE),
  page("services/[service]/new/", "/services/webapp/new", EVERYONE),
  page("services/[service]/new/", "/services/webapp/new?tenant=example", EVERYONE),
  page("services/[service]/new/", "/services/webapp/new?tenant=watched", [307, 403, 200, 200]),
  page("services/[service]/new/", "/services/webapp/new?tenant=foreign", [307, 404, 404, 200]),
  page("services/[service]/new/", "/services/webapp/new?tenant=nowhere", [307, 404, 404, 404]),
  page("services/[service]/new/", "/services/lib/new", [307, 404, 404, 404]),

  page("requests/[number]/", "/requests/1", EVERYONE),
  page("requests/[number]/", "/requests/2", [307, 404, 200, 200]),
  page("requests/[number]/", "/requests/3", [307, 404, 404, 200]),
  page("requests/[number]/", "/requests/999", [307, 404, 404, 404]),
  page("requests/[number]/edit/", "/requests/1/edit", [307, 200, 403, 403]),
  page("requests/[number]/edit/", "/requests/2/edit", [307, 404, 200, 403]),
  page("requests/[number]/edit/", "/requests/3/edit", [307, 404, 404, 200]),

  page(TENANT, "/tenants/example", SEEN.own),
  page(TENANT, "/tenants/watched", SEEN.own),
  page(TENANT, "/tenants/foreign", SEEN.foreign),
  page(TENANT, "/tenants/nowhere", [307, 404, 404, 404]),
  page(`${TENANT}edit/`, "/tenants/example/edit", [307, 403, 200, 200]),
  page(`${TENANT}edit/`, "/tenants/watched/edit", [307, 403, 403, 200]),
  page(`${TENANT}edit/`, "/tenants/foreign/edit", SEEN.foreign),
  page(`${TENANT}delete/`, "/tenants/example/delete", [307, 403, 200, 200]),
  page(`${TENANT}delete/`, "/tenants/watched/delete", [307, 403, 403, 200]),
  page(`${TENANT}delete/`, "/tenants/foreign/delete", SEEN.foreign),

  page(INSTANCE, "/tenants/example/webapp/shop", SEEN.own),
  page(INSTANCE, "/tenants/watched/webapp/shop", SEEN.own),
  page(INSTANCE, "/tenants/foreign/webapp/shop", SEEN.foreign),
  page(INSTANCE, "/tenants/example/webapp/nothing", [307, 404, 404, 404]),
  page(`${INSTANCE}edit/`, "/tenants/example/webapp/shop/edit", EVERYONE),
  page(`${INSTANCE}edit/`, "/tenants/watched/webapp/shop/edit", [307, 403, 200, 200]),
  page(`${INSTANCE}edit/`, "/tenants/foreign/webapp/shop/edit", SEEN.foreign),
  page(`${INSTANCE}delete/`, "/tenants/example/webapp/shop/delete", [307, 403, 200, 200]),
  page(`${INSTANCE}delete/`, "/tenants/watched/webapp/shop/delete", [307, 403, 403, 200]),
  page(`${INSTANCE}delete/`, "/tenants/foreign/webapp/shop/delete", SEEN.foreign),
];

const READS: readonly Row[] = [
  api("healthz", "GET", "/healthz", [200, 200, 200, 200]),
  api("readyz", "GET", "/readyz", [200, 200, 200, 200]),
  // Numbers alone.
  api("metrics", "GET", "/metrics", [200, 200, 200, 200]),
  api("api/auth/[...nextauth]", "GET", "/api/auth/csrf", [200, 200, 200, 200]),
  api("api/auth/[...nextauth]", "GET", "/api/auth/session", [404, 404, 404, 404]),
  api("api/version", "GET", "/api/version", [401, 200, 200, 200]),
  // It says that something changed, which is the same for a page that one may not see and for one that isn't there.
  api("api/version", "GET", "/api/version?for=/tenants/foreign", [401, 200, 200, 200]),
  // What a stream tells whom has a spec of its own; this one doesn't ask for a stream, which would never end.
  api("api/events", "GET", "/api/events", [401, 406, 406, 406]),
  api("api/names", "GET", "/api/names?service=tenant&tenant=&name=fresh", [401, 200, 200, 200]),
  api("api/names", "GET", "/api/names?service=webapp&tenant=example&name=fresh", [401, 200, 200, 200]),
  api("api/names", "GET", "/api/names?service=webapp&tenant=watched&name=fresh", [401, 403, 200, 200]),
  api("api/names", "GET", "/api/names?service=webapp&tenant=foreign&name=fresh", [401, 404, 404, 200]),
  api("api/options", "GET", "/api/options?service=webapp&tenant=example&pointer=/configMap", [401, 200, 200, 200]),
  api("api/options", "GET", "/api/options?service=webapp&tenant=watched&pointer=/configMap", [401, 403, 200, 200]),
  api("api/options", "GET", "/api/options?service=webapp&tenant=foreign&pointer=/configMap", [401, 404, 404, 200]),
  // A field that says of no suggestions has none for anybody.
  api("api/options", "GET", "/api/options?service=webapp&tenant=example&pointer=/image", [401, 404, 404, 404]),
  api("api/services/[service]/validator", "GET", "/api/services/webapp/validator?v=HASH", [401, 200, 200, 200]),
  api("api/services/[service]/validator", "GET", "/api/services/lib/validator?v=HASH", [401, 404, 404, 404]),
];

const SEND = "api/requests";
const REMARK = "api/requests/[number]/remarks";

const send = (type: string, service: string, tenant: string, name: string, gets: Row["gets"]): Row =>
  api(SEND, "POST", "/api/requests", gets, { type, service, tenant, name });
const remark = (number: number, type: string, gets: Row["gets"]): Row =>
  api(REMARK, "POST", `/api/requests/${number}/remarks`, gets, { type, head: "0".repeat(40), text: "" });

/**
 * Each is one that the portal must not carry out even for who may: a form of an old schema (409), a deletion without the typed
 * name (422), a word that is missing (422), a head that nobody has seen (409), a flag that nobody ticked (422).
 * So what a row shows is the right alone, and the rows don't depend on each other.
 */
const WRITES: readonly Row[] = [
  send("create", "tenant", "fresh", "fresh", [401, 409, 409, 409]),
  send("create", "webapp", "example", "fresh", [401, 409, 409, 409]),
  send("create", "webapp", "watched", "fresh", [401, 403, 409, 409]),
  send("create", "webapp", "foreign", "fresh", [401, 404, 404, 409]),
  send("update", "webapp", "example", "shop", [401, 409, 409, 409]),
  send("update", "webapp", "watched", "shop", [401, 403, 409, 409]),
  send("update", "webapp", "foreign", "shop", [401, 404, 404, 409]),
  send("update", "tenant", "example", "example", [401, 403, 409, 409]),
  send("update", "tenant", "watched", "watched", [401, 403, 403, 409]),
  send("update", "tenant", "foreign", "foreign", [401, 404, 404, 409]),
  send("delete", "webapp", "example", "shop", [401, 403, 422, 422]),
  send("delete", "webapp", "watched", "shop", [401, 403, 403, 422]),
  send("delete", "webapp", "foreign", "shop", [401, 404, 404, 422]),
  send("delete", "tenant", "example", "example", [401, 403, 422, 422]),
  send("delete", "tenant", "watched", "watched", [401, 403, 403, 422]),
  send("delete", "tenant", "foreign", "foreign", [401, 404, 404, 422]),

  remark(1, "comment", [401, 422, 422, 422]),
  remark(2, "comment", [401, 404, 422, 422]),
  remark(3, "comment", [401, 404, 404, 422]),
  remark(1, "withdraw", [401, 409, 403, 403]),
  remark(2, "withdraw", [401, 404, 409, 403]),
  remark(3, "withdraw", [401, 404, 404, 409]),
  remark(1, "ask-changes", [401, 403, 403, 422]),
  remark(2, "ask-changes", [401, 404, 403, 422]),
  remark(1, "decline", [401, 403, 403, 422]),
  remark(2, "decline", [401, 404, 403, 422]),
  remark(1, "approve", [401, 403, 403, 409]),
  remark(2, "approve", [401, 404, 403, 422]),
  remark(1, "merge", [401, 403, 403, 409]),
  remark(2, "merge", [401, 404, 403, 422]),
  // Nobody decides their own.
  remark(3, "ask-changes", [401, 404, 404, 403]),
  remark(3, "approve", [401, 404, 404, 403]),
  remark(3, "decline", [401, 404, 404, 403]),
  remark(3, "merge", [401, 404, 404, 403]),
  remark(999, "comment", [401, 404, 404, 404]),

  // Without the token that signing in and out asks for, nothing happens but the way back to the sign-in page.
  api("api/auth/[...nextauth]", "POST", "/api/auth/signout", [302, 302, 302, 302], {}),

  // Nobody's role counts there, only the signature; this portal takes none.
  api("api/github/webhook", "POST", "/api/github/webhook", [404, 404, 404, 404], { zen: "Keep it simple." }),

  // The last row: for the platform admin it is carried out.
  api("api/example", "DELETE", "/api/example", [401, 403, 403, 200]),
];

/** Every page and route handler, by every role, in the own and in a foreign tenant. A route without a row fails the spec. */
export const TABLE: readonly Row[] = [...PAGES, ...READS, ...WRITES];
