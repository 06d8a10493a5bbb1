import { describe, expect, it } from "vitest";
import { readCatalog } from "@/lib/catalog/read-catalog";
import { targetOf } from "@/lib/domain/path";
import { serviceOf } from "@/lib/domain/target";
import { checkManifest } from "@/lib/manifest/check";
import { parseManifest } from "@/lib/manifest/manifest";
import { judgeValues } from "@/lib/schema/judge";
import { exampleOf } from "./example";

const { platform, services } = await readCatalog(process.cwd());

describe("the example", () => {
  const example = exampleOf(platform, services);

  it("is a tenant, two instances and a request for one of them", () => {
    expect(example?.manifests.map(({ path }) => path)).toEqual([
      "example/manifest.yaml",
      "example/postgres/orders/manifest.yaml",
      "example/webapp/shop/manifest.yaml",
    ]);
    expect(example?.request.path).toBe("example/postgres/orders/manifest.yaml");
  });

  it("passes every rule that a person's own manifest has to pass", () => {
    for (const { path, content } of [...(example?.manifests ?? []), ...(example ? [example.request] : [])]) {
      const target = targetOf(path);
      const service = services.find(({ name }) => target && name === serviceOf(target));
      const { manifest } = parseManifest(content);
      if (!target || !service || !manifest) throw new Error(`${path} is no manifest`);
      expect(checkManifest(content, target, service.kind, platform)).toEqual([]);
      expect(judgeValues(service.schema, manifest.values)).toEqual([]);
    }
  });

  it("asks for two changed lines of the database's manifest and no others", () => {
    const before = example?.manifests[1]?.content.split("\n") ?? [];
    const after = example?.request.content.split("\n") ?? [];
    expect(after.filter((line) => !before.includes(line)).map((line) => line.trim())).toEqual([
      "storage: 40Gi",
      "instances: 3",
    ]);
  });

  it("is absent where one of its charts or the development accounts are", () => {
    expect(exampleOf(platform, services.slice(1))).toBeNull();
    expect(exampleOf({ ...platform, identity: {} }, services)).toBeNull();
  });
});
