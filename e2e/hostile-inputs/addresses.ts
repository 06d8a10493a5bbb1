import { type Row, TENANT, THERE } from "./rows";
import { HEADER, HTML, PATH, UNICODE, YAML } from "./texts";

/** A text as one segment or value of an address: percent signs for all that is not a letter or digit. */
const coded = (text: string) => encodeURIComponent(text);

const get = (target: string) => ({ method: "GET", target });

/** Pages with a name in their path, and what a name that isn't one gets. */
const PAGES: readonly ((text: string) => string)[] = [
  (text) => `/tenants/${text}`,
  (text) => `/tenants/${TENANT}/webapp/${text}`,
  (text) => `/tenants/${text}/webapp/${THERE}/edit`,
  (text) => `/services/${text}`,
  (text) => `/services/${text}/new`,
  (text) => `/requests/${text}`,
  (text) => `/api/services/${text}/validator?v=x`,
];

/** `.` and `..` in a path are taken away by whoever reads an address, so they lead to another page of the portal. */
const isDots = (text: string) => /^\.{1,2}$/.test(text);

const segments: Row[] = [
  ...PATH.filter((text) => !isDots(text)),
  ...HTML.slice(0, 15),
  ...UNICODE.slice(0, 10),
  ...HEADER.slice(0, 5),
].map((text, place) => ({
  place: "a path",
  kind: PATH.includes(text) ? "path" : HTML.includes(text) ? "html" : UNICODE.includes(text) ? "unicode" : "header",
  text,
  verdict: { answered: 404 },
  // Each page gets its turn.
  wire: () => get((PAGES[place % PAGES.length] ?? ((segment: string) => `/tenants/${segment}`))(coded(text))),
}));

/** Paths as bytes, which no client would send, and what they get. */
const RAW: readonly [target: string, status: number][] = [
  ["/tenants/../../etc/passwd", 404],
  ["/tenants/..%2f..%2fetc%2fpasswd", 404],
  ["/tenants/%2e%2e/%2e%2e/etc/passwd", 404],
  ["/tenants/%", 400],
  ["/tenants/%zz", 400],
  ["/tenants/%00", 404],
  ["/tenants/%ff%fe", 400],
  ["/tenants/%c0%ae%c0%ae", 400],
  ["/tenants/%ed%a0%80", 400],
  ["/tenants/a;b=c", 404],
  ["/_next/../../package.json", 404],
  ["/_next/static/..%2f..%2f..%2fserver.js", 404],
  ["/_next/static/%2e%2e/%2e%2e/server.js", 404],
  ["/_next/image?url=/etc/passwd&w=16&q=75", 400],
  ["/_next/image?url=http%3A%2F%2F127.0.0.1%3A1%2F&w=16&q=75", 400],
  ["/_next/data/x/tenants.json", 404],
  ["/.env", 404],
  ["/.git/config", 404],
  ["/.data/session-secret", 404],
  ["/server.js", 404],
  ["/api", 404],
  ["/api/requests/", 405],
  ["/api/requests/%2e%2e/remarks", 404],
  ["/api/auth/..%2frequests", 404],
  ["/api/auth/error?error=%3Cscript%3Ealert(1)%3C/script%3E", 302],
  ["//evil.example/%2e%2e", 308],
  ["/\\evil.example", 308],
  ["/%5cevil.example", 404],
  ["/%2f%2fevil.example", 404],
  ["/tenants?__nextLocale=../../x", 200],
  ["/tenants?_rsc=%0d%0aX-Injected:yes", 200],
];
const raw: Row[] = RAW.map(([target, status]) => ({
  place: "a path",
  kind: "path",
  text: target,
  verdict: { answered: status },
  wire: () => get(target),
}));

/** Addresses that end with a value, and what any value gets there. */
const QUERIES: readonly [before: string, verdict: Row["verdict"], as?: Row["as"]][] = [
  ["/?q=", { answered: 200 }],
  ["/tenants?q=", { answered: 200 }],
  ["/requests?q=", { answered: 200 }],
  ["/requests?state=", { answered: 200 }],
  [`/tenants/${TENANT}?q=`, { answered: 200 }],
  ["/services/webapp/new?tenant=", { answered: 404 }],
  [`/tenants/${TENANT}/webapp/${THERE}/edit?from=`, { answered: 200 }],
  ["/admin?request=", { answered: 200 }, "platform-admin"],
  ["/admin/instances?tenant=", { answered: 200 }, "platform-admin"],
  ["/sign-in?failed=", { answered: 200 }, null],
  ["/sign-in?next=", { answered: 200 }, null],
  ["/api/version?for=", { answered: 200 }],
  [`/api/names?service=webapp&tenant=${TENANT}&name=`, { answered: 200 }],
  ["/api/names?service=webapp&name=x&tenant=", { refused: 404 }],
  [`/api/options?service=webapp&tenant=${TENANT}&pointer=`, { refused: 404 }],
];
const queries: Row[] = [
  ...HTML.slice(0, 30),
  ...PATH.slice(0, 25),
  ...HEADER.slice(0, 10),
  ...UNICODE.slice(0, 15),
  ...YAML.slice(0, 15),
].flatMap((text, place) =>
  // Two pages a text, so that each page gets many of each kind.
  [0, 1].map((turn): Row => {
    const [before, verdict, as] = QUERIES[(place * 2 + turn) % QUERIES.length] ??
      QUERIES[0] ?? ["/?q=", { answered: 200 }];
    return {
      place: "a query",
      kind: HTML.includes(text)
        ? "html"
        : PATH.includes(text)
          ? "path"
          : HEADER.includes(text)
            ? "header"
            : UNICODE.includes(text)
              ? "unicode"
              : "yaml",
      text: `${before}${text}`,
      verdict,
      ...(as === undefined ? {} : { as }),
      wire: () => get(`${before}${coded(text)}`),
    };
  }),
);

/** Queries of other shapes. */
const SHAPES: readonly [target: string, verdict: Row["verdict"]][] = [
  ["/requests?q=a&q=b", { answered: 200 }],
  ["/requests?q[]=a", { answered: 200 }],
  ["/requests?q[__proto__]=a", { answered: 200 }],
  ["/requests?__proto__=a&constructor=b", { answered: 200 }],
  ["/requests?page=-1", { answered: 200 }],
  ["/requests?page=1e9", { answered: 200 }],
  ["/requests?page=NaN", { answered: 200 }],
  ["/requests?page=99999999999999999999", { answered: 200 }],
  ["/tenants?page=0x10", { answered: 200 }],
  ["/requests?q=%", { answered: 200 }],
  ["/requests?q=%ff%fe", { answered: 200 }],
  ["/requests?q=%00", { answered: 200 }],
  ["/requests?&&&===&", { answered: 200 }],
  [`/requests?${"a=1&".repeat(1_500)}`, { answered: 200 }],
  ["/api/names", { refused: 422 }],
  ["/api/names?service=a&service=b&tenant=a&name=a", { refused: 404 }],
  [`/api/names?service=webapp&tenant=${TENANT}&name=${"x".repeat(301)}`, { refused: 422 }],
  [`/api/version?for=${"x".repeat(1_001)}`, { refused: 422 }],
  ["/api/options?service=webapp&tenant=__proto__&pointer=/a", { refused: 404 }],
  [`/api/options?service=__proto__&tenant=${TENANT}&pointer=/a`, { refused: 404 }],
  ["/api/events?page=//evil.example", { refused: 406 }],
  ["/api/services/webapp/validator?v=../../x", { refused: 404 }],
  ["/api/services/__proto__/validator?v=x", { refused: 404 }],
];
const shapes: Row[] = SHAPES.map(([target, verdict]) => ({
  place: "a query",
  kind: target.length > 300 ? "size" : "path",
  text: target,
  verdict,
  wire: () => get(target),
}));

export const ADDRESSES: readonly Row[] = [...segments, ...raw, ...queries, ...shapes];
