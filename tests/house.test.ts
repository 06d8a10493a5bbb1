import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const ROOT = process.cwd();
const FOLDERS = ["app", "components", "lib"];

interface Report {
  summary: { totalCruised: number; error: number; violations: { rule: { name: string }; from: string; to: string }[] };
}

/** The linter that `make check` runs, on a copy of the sources. */
function cruise(root: string): Report["summary"] {
  const tool = join(ROOT, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs");
  const { stdout, stderr } = spawnSync(process.execPath, [tool, "--output-type", "json", ...FOLDERS, "proxy.ts"], {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 256 * 1024 * 1024,
  });
  if (!stdout.startsWith("{")) throw new Error(stderr || stdout);
  return (JSON.parse(stdout) as Report).summary; // the tool's own format
}

/** A file with one forbidden import each, and the rule that must notice it. */
const PLANTED: readonly { file: string; imports: string; rule: string }[] = [
  { file: "lib/domain/planted.ts", imports: "@/lib/manifest/manifest", rule: "domain-knows-nobody" },
  { file: "lib/schema/planted.ts", imports: "@/lib/manifest/manifest", rule: "schema-knows-domain" },
  { file: "lib/manifest/planted.ts", imports: "@/lib/schema/judge", rule: "manifest-knows-domain" },
  { file: "lib/manifest/planted-io.ts", imports: "node:fs", rule: "pure-code-knows-no-io" },
  { file: "lib/catalog/planted.ts", imports: "@/lib/releases/local", rule: "catalog-is-a-reader" },
  { file: "lib/releases/planted.ts", imports: "@/lib/cluster/port", rule: "releases-is-an-adapter" },
  { file: "lib/chat/planted.ts", imports: "@/lib/log", rule: "chat-is-an-adapter" },
  { file: "lib/cluster/planted.ts", imports: "@/lib/releases/port", rule: "cluster-is-an-adapter" },
  { file: "lib/requests/planted.ts", imports: "@/lib/releases/local", rule: "use-cases-know-ports-not-adapters" },
  { file: "lib/tenants/planted.ts", imports: "next/headers", rule: "use-cases-know-no-framework" },
  { file: "lib/auth/planted.ts", imports: "@/lib/requests/deps", rule: "auth-makes-viewers" },
  { file: "components/ui/planted.tsx", imports: "@/lib/domain/target", rule: "ui-knows-no-domain-word" },
  { file: "components/planted.tsx", imports: "@/lib/portal", rule: "components-are-markup" },
  { file: "components/planted-form.tsx", imports: "@rjsf/core", rule: "only-the-form-imports-rjsf" },
  { file: "app/planted.ts", imports: "@/lib/releases/local", rule: "portal-is-the-only-importer-of-adapters" },
  {
    file: "lib/cluster/planted-client.ts",
    imports: "@kubernetes/client-node",
    rule: "only-the-connection-imports-the-kubernetes-client",
  },
  { file: "app/planted-validator.ts", imports: "ajv", rule: "only-schema-imports-the-validator" },
];

// The linter reads every file of the house, which a busy machine takes its time for.
describe("the rule of import directions", { timeout: 180_000 }, () => {
  let copy: string;
  const sources = ["tsconfig.json", "package.json", ".dependency-cruiser.cjs", "proxy.ts", ...FOLDERS];

  beforeAll(() => {
    copy = mkdtempSync(join(tmpdir(), "house-"));
    for (const name of sources) cpSync(join(ROOT, name), join(copy, name), { recursive: true });
    symlinkSync(join(ROOT, "node_modules"), join(copy, "node_modules"));
  });
  afterAll(() => rmSync(copy, { recursive: true }));

  it("holds for the house as it is, and has looked at it", () => {
    const { violations, totalCruised } = cruise(copy);
    expect(violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)).toEqual([]);
    // A linter that finds no modules finds no violations either.
    expect(totalCruised).toBeGreaterThan(200);
  });

  it("bites wherever an import points the wrong way", () => {
    for (const { file, imports } of PLANTED) {
      mkdirSync(dirname(join(copy, file)), { recursive: true });
      writeFileSync(join(copy, file), `import * as planted from "${imports}";\nexport const used = planted;\n`);
    }
    const found = cruise(copy).violations.map(({ rule, from }) => `${from} ${rule.name}`);
    for (const { file, rule } of PLANTED) expect(found).toContain(`${file} ${rule}`);
  });

  it("is what make check runs", () => {
    expect(readFileSync(join(ROOT, "Makefile"), "utf8")).toMatch(/depcruise app components lib\b.*proxy\.ts/);
  });
});
