import { CHANGED, json, type Row, request, THERE, type Verdict, webapp } from "./rows";
import { HEADER, HTML, PATH, UNICODE, YAML } from "./texts";

const kinds = { yaml: YAML, html: HTML, unicode: UNICODE, header: HEADER } as const;
const texts = (Object.keys(kinds) as (keyof typeof kinds)[]) // the object's own keys
  .flatMap((kind) => kinds[kind].map((text) => ({ kind, text })));

/** Whatever a value's text looks like, it is that text. */
const values: Row[] = texts.map(({ kind, text }) => ({
  place: "a value",
  kind,
  text,
  verdict: { stored: text },
  wire: (world, number) => request(world, number, { values: webapp(`h-${number}`, text) }),
}));

/** The same where a file is there, whose characters are edited. */
const changed: Row[] = texts
  .filter((_text, place) => place % 7 === 0)
  .slice(0, CHANGED)
  .map(({ kind, text }, place) => ({
    place: "a changed value",
    kind,
    text,
    verdict: { stored: text },
    wire: (world, number) =>
      request(world, number, { type: "update", name: `u-${place}`, values: webapp(`u-${place}`, text) }),
  }));

/** A comment is text; spaces around it and nothing else go. */
const comments: Row[] = [...kinds.html, ...kinds.header, ...kinds.unicode.slice(0, 20)].map((text) => ({
  place: "a comment",
  kind: kinds.html.includes(text) ? "html" : kinds.header.includes(text) ? "header" : "unicode",
  text,
  verdict: { stored: text.trim() },
  wire: ({ open }) => json(`/api/requests/${open.number}/remarks`, { type: "comment", head: open.head, text }),
}));

/** What a decision is made of. */
const DECISIONS: readonly [string, Record<string, unknown>, number][] = [
  ["a type that isn't one", { type: "force-merge" }, 422],
  ["a type of another kind", { type: ["merge"] }, 422],
  ["__proto__ as the type", { type: "__proto__" }, 422],
  ["no text", { text: undefined }, 422],
  ["a text of 20,001 characters", { text: "x".repeat(20_001) }, 422],
  ["a text that is an object", { text: { $ne: "" } }, 422],
  ["nothing but spaces where a reason is due", { type: "decline", text: " \u00a0\n" }, 422],
  ["a head that leads elsewhere", { type: "approve", head: "refs/heads/main" }, 409],
  ["a head with an option", { type: "approve", head: "--exec=id" }, 409],
  ["a head with a break", { type: "approve", head: `${"0".repeat(40)}\nmain` }, 409],
  ["a head of another kind", { head: 0 }, 422],
  ["a long head", { head: "0".repeat(101) }, 422],
  ["a flag that isn't one", { type: "merge", head: "0".repeat(40), acknowledged: ["../"] }, 409],
  ["flags of another kind", { type: "approve", acknowledged: "all" }, 422],
  ["too many flags", { type: "approve", acknowledged: Array.from({ length: 21 }, () => "x") }, 422],
  ["a person of its own", { type: "withdraw", by: { subject: "dev:requester" } }, 403],
];
const decisions: Row[] = DECISIONS.map(([text, body, status]) => ({
  place: "a decision",
  kind: "path",
  text,
  verdict: { refused: status },
  as: "platform-admin",
  wire: ({ open }) => json(`/api/requests/${open.number}/remarks`, { type: "comment", head: open.head, text, ...body }),
}));

/** A name typed wrong deletes nothing, however it is wrong. */
const deletions: Row[] = [...PATH.slice(0, 20), ` ${THERE}`, `${THERE}\n`, "ｔhere", "THERE", "*", ""].map((text) => ({
  place: "a deletion",
  kind: "path",
  text,
  verdict: { refused: 422 },
  wire: (world, number) => request(world, number, { type: "delete", name: THERE, confirm: text, values: undefined }),
}));

/** Names lead nowhere: they are refused before anything has a path. */
const names: Row[] = PATH.flatMap((text) =>
  (
    [
      [{ name: text, values: webapp(text, "x") }, { refused: 422 }],
      // Whoever has no role there isn't told whether it is there.
      [{ tenant: text }, { refused: 404 }],
      [{ service: text }, { refused: 404 }],
    ] as [Record<string, unknown>, Verdict][]
  ).map(
    ([other, verdict]): Row => ({
      place: "a field of the request",
      kind: "path",
      text,
      verdict,
      wire: (world, number) => request(world, number, other),
    }),
  ),
);

/** What else a request is made of; null: the request is taken, and this changes nothing in it. */
const FIELDS: readonly [string, Record<string, unknown>, number | null][] = [
  ["a key that is short", { key: "x" }, 422],
  ["a key that is long", { key: "x".repeat(101) }, 422],
  ["a key of another kind", { key: ["aaaaaaaaaa"] }, 422],
  ["another person", { person: "dev:platform-admin" }, 409],
  ["a person that breaks the line", { person: "dev:requester\r\nX-Injected: yes" }, 409],
  ["a type that isn't one", { type: "purge" }, 422],
  ["a base that is a ref", { base: "refs/heads/main" }, 422],
  ["a base that is an option", { base: "--all" }, 422],
  ["a base in capitals", { base: "A".repeat(40) }, 422],
  ["a base that nobody knows", { base: "1".repeat(40) }, 409],
  ["a hash that is another's", { schemaHash: "0".repeat(64) }, 409],
  ["a hash that is long", { schemaHash: "0".repeat(101) }, 422],
  ["values that are a list", { values: [] }, 422],
  ["values that are a text", { values: "name: x" }, 422],
  ["values that are null", { values: null }, 422],
  ["no values and no text", { values: undefined }, 422],
  ["a request that isn't there", { revises: 999_999 }, 404],
  ["a request below zero", { revises: -1 }, 422],
  ["a request that is no number", { revises: "1" }, 422],
  ["a request beyond numbers", { revises: 1e21 }, 422],
  ["pointers that are no list", { remove: "/env" }, 422],
  ["a pointer that is long and leads nowhere", { remove: [`/${"x".repeat(1_001)}`] }, null],
  ["many pointers that lead nowhere", { remove: Array.from({ length: 20_000 }, () => "/x") }, null],
];
const fields: Row[] = FIELDS.map(([text, other, status]) => ({
  place: "a field of the request",
  kind: "path",
  text,
  verdict: status === null ? { stored: "x" } : { refused: status },
  wire: (world, number) => request(world, number, other),
}));

/** Keys that mean something to somebody else are keys that the schema doesn't know. */
const keys: Row[] = [
  '"__proto__": {"admin": true}',
  '"constructor": {"prototype": {"admin": true}}',
  '"toString": "x"',
  '"hasOwnProperty": 1',
  '"": 1',
  '"a/b": 1',
  '"a~1b": 1',
  '"<<": {"name": "x"}',
  '"$ref": "file:///etc/passwd"',
  '"global": {"image": "x"}',
  '"lib": {"enabled": true}',
  '"\\u0000": 1',
  '"\\ud800": 1',
  '"{{ .Values }}": 1',
  '"<script>": 1',
].map((text) => ({
  place: "a field of the request",
  kind: "yaml",
  text,
  verdict: { refused: 422 },
  wire: (world, number) => {
    const wire = request(world, number, { values: { ...webapp(`h-${number}`, "x"), more: "HERE" } });
    // As text, because an object would lose some of them.
    return { ...wire, body: String(wire.body).replace('"more":"HERE"', text) };
  },
}));

export const WRITTEN: readonly Row[] = [
  ...values,
  ...changed,
  ...comments,
  ...decisions,
  ...deletions,
  ...names,
  ...fields,
  ...keys,
];
