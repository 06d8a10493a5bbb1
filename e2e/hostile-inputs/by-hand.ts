import { apiVersion } from "../harness/platform";
import { type Row, request, TENANT } from "./rows";

/** A web app's file with something else in some of its lines. `NAME` is the row's own. */
function file(lines: Readonly<Record<string, string>> = {}, more = ""): string {
  const all = {
    apiVersion: `apiVersion: ${apiVersion()}`,
    kind: "kind: Webapp",
    metadata: `metadata:\n  name: NAME\n  namespace: ${TENANT}`,
    spec: "spec:\n  values:",
    tenant: `    tenant: ${TENANT}`,
    name: "    name: NAME",
    image: "    image: nginxinc/nginx-unprivileged:1.29",
    ...lines,
  };
  return `${Object.values(all).join("\n")}\n${more}`;
}

const bomb = [
  "a: &a [x,x,x,x,x,x,x,x,x]",
  ..."bcdefghi".split("").map((key, place) => {
    const before = "abcdefghi"[place] ?? "a";
    return `${key}: &${key} [${Array.from({ length: 9 }, () => `*${before}`).join(",")}]`;
  }),
].join("\n");

/** Files that people write into the YAML editor, and whether they are kept, character for character. */
const FILES: readonly [text: string, kept: boolean][] = [
  [file(), true],
  [file({ image: '    image: "nginxinc/nginx-unprivileged:1.29" # why' }), true],
  [file({ kind: "# kind: Secret\nkind: Webapp" }), true],
  [file({ image: "    image: >-\n      nginxinc/nginx-unprivileged:1.29" }), true],
  [`---\n${file()}`, true],
  [`${file()}...\n`, true],
  [file({}, "# {{ .Values }} <script>alert(1)</script> ${x}\n"), true],
  [file().replaceAll("\n", "\r\n"), true],
  ["", false],
  [" ", false],
  ["\u0000", false],
  ["null", false],
  ["[]", false],
  ["text", false],
  ["{}", false],
  ["- a", false],
  [`${file()}---\n${file()}`, false],
  [`${file()}---\nkind: Secret\n`, false],
  [file({ apiVersion: "apiVersion: v1" }), false],
  [file({ kind: "kind: Secret" }), false],
  [file({ kind: "kind: ClusterRoleBinding" }), false],
  [file({ kind: "kind: Webapp\nkind: Secret" }), false],
  [file({ kind: "kind: [Webapp]" }), false],
  [file({ metadata: "metadata:\n  name: other\n  namespace: hostile" }), false],
  [file({ metadata: "metadata:\n  name: NAME\n  namespace: kube-system" }), false],
  [file({ metadata: "metadata:\n  name: NAME\n  namespace: hostile\n  annotations: {a: b}" }), false],
  [file({ metadata: "metadata:\n  name: NAME\n  namespace: hostile\n  finalizers: [x]" }), false],
  [file({ metadata: "metadata:\n  name: NAME\n  namespace: hostile\n  ownerReferences: []" }), false],
  [file({ tenant: "    tenant: foreign" }), false],
  [file({ name: "    name: ../other" }), false],
  [file({}, "status: {}\n"), false],
  [file({}, "stringData: {a: b}\n"), false],
  [file({ image: "    image: *x" }), false],
  [file({ image: "    image: &x nginxinc/nginx-unprivileged:1.29" }), false],
  [file({ spec: "spec:\n  values:\n    <<: {port: 8080}" }), false],
  [file({ image: "    image: !!binary aGk=" }), false],
  [file({ image: "    image: !!python/object/apply:os.system [id]" }), false],
  [file({ image: "    image: !local x" }), false],
  // To Kubernetes' tools this is a text, and an image called 12.
  [file({ image: "    image: 12:30" }), true],
  [file({ image: "    image: {{ .Values.image }}" }), false],
  [file({ image: "    image: [nginx]" }), false],
  [file({ image: "    image: nginx:1\n    port: .inf" }), false],
  [file({ image: "    image: nginx:1\n    port: .nan" }), false],
  // No octal number has an 8: to those tools, too, this is 8080.
  [file({ image: "    image: nginx:1\n    port: 08080" }), true],
  [file({ image: "    image: nginx:1\n    port: 010000" }), true],
  [file({ image: "    image: nginx:1\n    port: 0777" }), false],
  [file({ image: "    image: nginx:1\n    port: '8080'" }), false],
  [file({ image: "    image: nginx:1\n    port: 1e99" }), false],
  [file({ image: "    image: nginx:1\n    __proto__: {port: 8080}" }), false],
  [file({ image: "    image: nginx:1\n    ? {a: b}\n    : c" }), false],
  [file({ image: "\timage: nginx:1" }), false],
  [file({ image: "   image: nginx:1" }), false],
  [file({ image: '    image: "nginx' }), false],
  [`%YAML 9.9\n---\n${file()}`, false],
  [`%YAML 1.2\n---\n${file()}`, false],
  [`%TAG ! tag:evil,2000:\n---\n${file()}`, false],
  [`\ufeff\ufeff${file()}`, false],
  [bomb, false],
  [file({}, `${bomb}\n`), false],
  [`${"[".repeat(5_000)}${"]".repeat(5_000)}`, false],
  [`${"{a: ".repeat(2_000)}${"}".repeat(2_000)}`, false],
  [`${"- ".repeat(3_000)}x`, false],
  ["a:\n".repeat(500), false],
  ["x: ".repeat(1_000), false],
  ["#".repeat(300_000), false],
];

export const BY_HAND: readonly Row[] = FILES.map(([text, kept]) => ({
  place: "a file written by hand",
  kind: text.length > 2_000 ? "size" : "yaml",
  text,
  verdict: kept ? { stored: text } : { refused: 422 },
  wire: (world, number) => request(world, number, { values: undefined, text: text.replaceAll("NAME", `h-${number}`) }),
}));
