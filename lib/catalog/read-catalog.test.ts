import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readCatalog } from "./read-catalog";
import { isPlainDrawing } from "./read-chart";
import { workingTreeCatalog } from "./working-tree";

const repository = fileURLToPath(new URL("../..", import.meta.url));
let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "catalog-"));
  await cp(join(repository, "charts"), join(root, "charts"), { recursive: true });
  await cp(join(repository, "platform.yaml"), join(root, "platform.yaml"));
});
afterEach(() => rm(root, { recursive: true, force: true }));

async function chart(name: string, files: Record<string, string>): Promise<void> {
  await mkdir(join(root, "charts", name), { recursive: true });
  for (const [file, text] of Object.entries(files)) await writeFile(join(root, "charts", name, file), text);
}

describe("the catalogue of this repository", () => {
  it("offers the tenant first and then the services by title, libraries left out", async () => {
    const { services, problems } = await readCatalog(root);
    expect(services.map(({ name, kind, title }) => [name, kind, title])).toEqual([
      ["tenant", "Tenant", "Tenant"],
      ["full-stack", "FullStack", "Full stack"],
      ["postgres", "Postgres", "Postgres"],
      ["redis", "Redis", "Redis"],
      ["webapp", "Webapp", "Web app"],
    ]);
    expect(problems).toEqual([]);
  });

  it("knows each one's icon, tags, version, schema and objects", async () => {
    const { services } = await readCatalog(root);
    for (const { name, icon, tags, chartVersion, schemaHash, description } of services) {
      expect(icon, name).toContain("currentColor");
      expect(tags.length, name).toBeGreaterThan(0);
      expect(chartVersion, name).toMatch(/^\d+\.\d+\.\d+$/);
      expect(schemaHash, name).toMatch(/^[0-9a-f]{64}$/);
      expect(description, name).toMatch(/\.$/);
    }
    expect(services.map(({ objects }) => objects.map(({ kind }) => kind))).toEqual([
      expect.arrayContaining(["Namespace", "ResourceQuota", "NetworkPolicy", "RoleBinding"]) as string[],
      ["Postgres", "Webapp"],
      expect.arrayContaining(["ScheduledBackup", "Cluster", "NetworkPolicy"]) as string[],
      ["ConfigMap", "Secret", "Service", "Service", "StatefulSet"],
      ["HorizontalPodAutoscaler", "Deployment", "PodDisruptionBudget", "Ingress", "Service"],
    ]);
  });
});

describe("a chart that was not written for this portal", () => {
  const schemaOf = (more: object) =>
    JSON.stringify({ type: "object", properties: { tenant: { type: "string" }, name: { type: "string" } }, ...more });
  const cardOf = async (name: string) => (await readCatalog(root)).services.find((service) => service.name === name);

  it("is called by its name in words, and described by its Chart.yaml, where its schema says nothing of it", async () => {
    const file = "version: 1.0.0\ndescription: Sends mail.\n";
    for (const [name, more] of Object.entries({
      "mail-relay": {},
      "mail-queue": { title: "Chart Values" },
      "mail-store": { title: " values " },
    })) {
      await chart(name, { "Chart.yaml": `name: ${name}\n${file}`, "values.schema.json": schemaOf(more) });
      const title = `Mail ${name.slice("mail-".length)}`;
      expect(await cardOf(name)).toMatchObject({ title, description: "Sends mail." });
    }
  });

  it("must be given a name and a tenant, also where its schema lets them be left out", async () => {
    const put = (more: object) =>
      chart("mail-relay", { "Chart.yaml": "name: mail-relay\nversion: 1.0.0\n", "values.schema.json": schemaOf(more) });
    await put({});
    expect((await cardOf("mail-relay"))?.schema.required).toEqual(["name", "tenant"]);
    await put({ required: ["host", "name"] });
    expect((await cardOf("mail-relay"))?.schema.required).toEqual(["host", "name", "tenant"]);
  });

  it("keeps a title of its own, but not one that another chart has too", async () => {
    const put = (name: string, title: string) =>
      chart(name, { "Chart.yaml": `name: ${name}\nversion: 1.0.0\n`, "values.schema.json": schemaOf({ title }) });
    await put("mail-relay", "Mail for everybody");
    expect((await cardOf("mail-relay"))?.title).toBe("Mail for everybody");
    await put("mail-queue", "mail for everybody");
    expect((await cardOf("mail-relay"))?.title).toBe("Mail relay");
    expect((await cardOf("mail-queue"))?.title).toBe("Mail queue");
  });
});

describe("a chart that can't be offered", () => {
  it("is named with its file and place, and the others are offered all the same", async () => {
    await chart("broken", { "Chart.yaml": "name: broken\nversion: 1.0.0\n", "values.schema.json": "{" });
    await chart("nameless", { "Chart.yaml": "name: nameless\nversion: 1.0.0\n", "values.schema.json": "{}" });
    await chart("moved", { "Chart.yaml": "name: other\nversion: 1.0.0\n", "values.schema.json": "{}" });
    await chart("garbled", { "Chart.yaml": "name: [\n" });
    const { services, problems } = await readCatalog(root);
    expect(services).toHaveLength(5);
    expect(problems.map(({ file, pointer }) => `${file}#${pointer}`)).toEqual([
      "charts/broken/values.schema.json#",
      "charts/garbled/Chart.yaml#",
      "charts/moved/Chart.yaml#/name",
      "charts/nameless/values.schema.json#/properties",
    ]);
  });

  it("without a schema, or as a library, is none and no problem", async () => {
    await chart("plain", { "Chart.yaml": "name: plain\nversion: 1.0.0\n" });
    const { services, problems } = await readCatalog(root);
    expect([services.length, problems]).toEqual([5, []]);
  });
});

it("a platform.yaml that can't be used is refused with its problems, because nothing would have a name", async () => {
  await writeFile(join(root, "platform.yaml"), "group: 1\n");
  await expect(readCatalog(root)).rejects.toMatchObject({
    code: "unavailable",
    message: expect.stringContaining("/group") as string,
  });
  await rm(join(root, "platform.yaml"));
  await expect(readCatalog(root)).rejects.toThrow("There is no platform.yaml");
});

describe("the working tree's catalogue", () => {
  it("is the very same object until a file changes, and then shows the change", async () => {
    const reader = workingTreeCatalog(root);
    const first = await reader.read();
    expect(await reader.read()).toBe(first);
    await chart("cache", {
      "Chart.yaml": "name: cache\nversion: 1.0.0\n",
      "values.schema.json": '{"title":"A cache","properties":{"name":{},"tenant":{}}}',
    });
    expect((await reader.read()).services.map(({ title }) => title)).toContain("A cache");
    await writeFile(
      join(root, "charts/cache/values.schema.json"),
      '{"title":"Memcached","properties":{"name":{},"tenant":{}}}',
    );
    expect((await reader.read()).services.map(({ title }) => title)).toContain("Memcached");
  });

  it("sees a template that changes in a folder of its own", async () => {
    await chart("webapp/templates/more", { "config.yaml": "apiVersion: v1\nkind: ConfigMap\n" });
    const reader = workingTreeCatalog(root);
    const kinds = async () =>
      (await reader.read()).services.find(({ name }) => name === "webapp")?.objects.map(({ kind }) => kind);
    expect(await kinds()).toContain("ConfigMap");
    await chart("webapp/templates/more", { "config.yaml": "apiVersion: batch/v1\nkind: CronJob\n" });
    expect(await kinds()).toContain("CronJob");
  });

  it("recovers when a broken platform.yaml is mended", async () => {
    const reader = workingTreeCatalog(root);
    await writeFile(join(root, "platform.yaml"), "group: 1\n");
    await expect(reader.read()).rejects.toThrow("can't be used");
    await cp(join(repository, "platform.yaml"), join(root, "platform.yaml"));
    expect((await reader.read()).services).toHaveLength(5);
  });
});

describe("an icon", () => {
  it("may hold shapes and nothing that runs or loads, because pages show it inline", () => {
    expect(isPlainDrawing('<svg viewBox="0 0 24 24"><path d="M0 0"/></svg>')).toBe(true);
    for (const inside of [
      "<script>1</script>",
      '<path onload="x"/>',
      '<image href="x"/>',
      "<style>*{}</style>",
      '<a href="x"/>',
    ])
      expect(isPlainDrawing(`<svg>${inside}</svg>`), inside).toBe(false);
    expect(isPlainDrawing("<html></html>")).toBe(false);
  });
});
