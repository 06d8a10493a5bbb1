import { describe, expect, it } from "vitest";
import { MODULE_FILES, type ModuleFiles } from "./module-files";
import { filesKeyOf, goVersionOf, keyOf, linkerFlags, readPins, versionOf } from "./pins";
import { PROGRAMS, programNamed } from "./programs";

const pins = readPins();

describe("the pins of the control plane", () => {
  it("name a version of every module that a program or a file comes from", () => {
    const files: readonly ModuleFiles[] = Object.values(MODULE_FILES);
    for (const { module, pin } of [
      ...Object.values(PROGRAMS).map(({ module }) => ({ module, pin: undefined })),
      ...files,
    ])
      expect(pin?.version ?? versionOf(pins, module)).toMatch(/^v\d+\.\d+\.\d+/);
    expect(goVersionOf(pins)).toMatch(/^1\.\d+/);
    expect(() => versionOf(pins, "example.com/nothing")).toThrow("go.mod names no version of example.com/nothing.");
  });

  it("stamp Kubernetes with the version that is built, because charts and Argo CD read it", () => {
    expect(linkerFlags(pins, programNamed("kube-apiserver"))).toBe(
      [
        "-s -w -X k8s.io/component-base/version.gitVersion=v1.36.3",
        "-X k8s.io/component-base/version.gitMajor=1 -X k8s.io/component-base/version.gitMinor=36",
      ].join(" "),
    );
    expect(linkerFlags(pins, programNamed("argocd"))).toContain("common.version=3.5.7");
    expect(linkerFlags(pins, programNamed("etcd"))).toBe("-s -w");
  });

  it("give another folder of the cache when any of them changes, and for another kind of machine", () => {
    const keys = [
      keyOf(pins, "linux-x64"),
      keyOf(pins, "linux-arm64"),
      keyOf({ ...pins, goSum: `${pins.goSum}\n` }, "linux-x64"),
      keyOf({ ...pins, goMod: pins.goMod.replace("kro v0.9.3", "kro v0.9.4") }, "linux-x64"),
    ];
    expect(new Set(keys).size).toBe(keys.length);
    expect(keyOf(pins, "linux-x64")).toBe(keys[0]);
  });

  it("keep a module's files apart from the programs, so that other files need no other programs", () => {
    expect(filesKeyOf("kro-crds")).toMatch(/^kro-crds-[0-9a-f]{16}$/);
    expect(filesKeyOf("kro-crds")).not.toBe(filesKeyOf("argocd-crds"));
  });
});
