import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildPrograms } from "./build";
import { isOlder } from "./go";

let home: string;
let said: string[];
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "build-"));
  said = [];
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

/** A Go that answers its version, "builds" by this script (`$out` is the file, `$package` what is built) and has files. */
function fakeGo(version: string, build = 'echo "$package" > "$out"'): void {
  const files = join(home, "module", "helm", "crds");
  mkdirSync(files, { recursive: true });
  writeFileSync(join(files, "a.yaml"), "kind: A\n");
  writeFileSync(join(files, "kustomization.yaml"), "kind: Kustomization\n");
  mkdirSync(join(home, "bin"), { recursive: true });
  const script = `#!/bin/sh
echo "$@" >> "${join(home, "asked")}"
case $1 in
  env) echo go${version} ;;
  mod) echo '{"Dir": "${join(home, "module")}"}' ;;
  build) while [ $# -gt 1 ]; do [ "$1" = -o ] && out=$2; shift; done; package=$1; ${build} ;;
esac
`;
  writeFileSync(join(home, "bin", "go"), script);
  chmodSync(join(home, "bin", "go"), 0o755);
}

const start = (programs: ("etcd" | "kro")[], files: ("kro-crds" | "cloudnative-pg-crds")[] = []) =>
  buildPrograms(
    { programs, files },
    {
      env: { PATH: `${join(home, "bin")}:/usr/bin:/bin`, XDG_CACHE_HOME: join(home, "cache") },
      report: (line) => said.push(line),
    },
  );
const asked = () => readFileSync(join(home, "asked"), "utf8").trim().split("\n");

/** Everything in the cache's only folder of programs. */
function cached(): string[] {
  const [key = ""] = readdirSync(join(home, "cache", "managed-services", "cluster"));
  const folder = join(home, "cache", "managed-services", "cluster", key);
  // Nothing lies beside `bin` and `files` when no build runs.
  expect(readdirSync(folder).filter((name) => name.startsWith("build-"))).toEqual([]);
  return readdirSync(join(folder, "bin"));
}

describe("building the control plane", () => {
  it("builds what is asked for once, says what and how long, and needs no Go afterwards", async () => {
    fakeGo("1.99.0");
    const first = await start(["etcd", "kro"], ["kro-crds"]);
    expect(readFileSync(first.program("kro"), "utf8")).toBe("github.com/kubernetes-sigs/kro/cmd/controller\n");
    expect(first.files("kro-crds").map((file) => readFileSync(file, "utf8"))).toEqual(["kind: A\n"]);
    expect(said[0]).toMatch(/^Building 2 of the control plane's programs once, into .*: etcd, kro\.$/);
    expect(said.at(-1)).toMatch(/^ {2}2\/2 kro v0\.9\.3: \d+ s$/);

    rmSync(join(home, "bin"), { recursive: true });
    said = [];
    expect((await start(["etcd", "kro"], ["kro-crds"])).program("etcd")).toBe(first.program("etcd"));
    expect(said).toEqual([]);
  });

  it("builds only what is missing", async () => {
    fakeGo("1.99.0");
    await start(["etcd"]);
    await start(["etcd", "kro"]);
    expect(asked().filter((line) => line.startsWith("build"))).toHaveLength(2);
  });

  it("says what to install where Go is missing", async () => {
    await expect(
      buildPrograms({ programs: ["kro"], files: [] }, { env: { PATH: home, HOME: home }, report: () => undefined }),
    ).rejects.toThrow(/^Go 1\.\S+ or newer is needed to build kro, and there is none on PATH\. Install it/);
  });

  it("says what to install where Go is too old", async () => {
    fakeGo("1.20.4");
    await expect(start(["kro"])).rejects.toThrow("and the one on PATH is 1.20.4. Install it");
  });

  it("fails with Go's own words and leaves nothing half-made", async () => {
    fakeGo("1.99.0", 'echo half > "$out"; echo "kro.go:1: no such thing" >&2; exit 1');
    await expect(start(["kro"])).rejects.toThrow(/kro could not be built \(exit code 1\):\nkro\.go:1: no such thing/);
    expect(cached()).toEqual([]);
    fakeGo("1.99.0");
    await start(["kro"]);
    expect(cached()).toEqual(["kro"]);
  });

  it("takes no files of a module whose hash is not the pinned one", async () => {
    fakeGo("1.99.0");
    await expect(start([], ["cloudnative-pg-crds"])).rejects.toThrow(
      /cloudnative-pg@v1\.28\.0 came with the hash \(none\)/,
    );
  });

  it("may run twice at once", async () => {
    fakeGo("1.99.0", 'echo whole > "$out"; sleep 0.3');
    const [one, two] = await Promise.all([start(["kro"], ["kro-crds"]), start(["kro"], ["kro-crds"])]);
    expect(readFileSync(one.program("kro"), "utf8")).toBe("whole\n");
    expect(two.program("kro")).toBe(one.program("kro"));
    expect(cached()).toEqual(["kro"]);
    expect(existsSync(one.files("kro-crds")[0] ?? "")).toBe(true);
  });
});

describe("versions of Go", () => {
  it("are compared as numbers", () => {
    expect(isOlder("1.9.1", "1.26.3")).toBe(true);
    expect(isOlder("1.26.3", "1.26.3")).toBe(false);
    expect(isOlder("1.27rc1", "1.26.3")).toBe(false);
    expect(isOlder("2.0", "1.26.3")).toBe(false);
    expect(isOlder("1.26", "1.26.3")).toBe(true);
  });
});
