import { createHash } from "node:crypto";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Catalog } from "@/lib/catalog/port";
import type { Cluster } from "@/lib/cluster/port";
import { simulatedCluster } from "@/lib/cluster/simulated";
import type { ChartObject } from "@/lib/domain/chart-object";
import type { JsonObject } from "@/lib/domain/json";
import { targetOf } from "@/lib/domain/path";
import type { Platform } from "@/lib/domain/platform";
import type { SendRequest } from "@/lib/domain/send-request";
import { kindOf, type Service } from "@/lib/domain/service";
import { serviceOf } from "@/lib/domain/target";
import type { Viewer } from "@/lib/domain/viewer";
import { buildManifest } from "@/lib/manifest/manifest";
import { type LocalOptions, type LocalReleases, openLocalReleases } from "@/lib/releases/local";
import { handClient } from "@/lib/releases/local-harness";
import type { Deps } from "@/lib/requests/deps";
import { desiredReader } from "@/lib/tenants/desired";
import { targetsIn } from "@/lib/tenants/targets-in";

const PLATFORM: Platform = {
  group: "services.example.org",
  version: "v1alpha1",
  gitServer: "https://git.example.com",
  platformRepository: "example/platform",
  releasesRepository: "example/releases",
  branch: "main",
  reconcileStrategy: "ChartVersion",
  controlNamespace: "control",
  baseDomain: "apps.example.com",
  namespaces: {
    argocd: "argocd",
    flux: "flux-system",
    kro: "kro-system",
    postgresOperator: "cnpg-system",
    ingress: "ingress-nginx",
  },
  apiServerCidr: "0.0.0.0/0",
  reservedTenants: ["default", "kube-*", "control"],
  admins: [{ kind: "User", name: "dev:platform-admin" }],
  selfApproval: false,
  identity: { development: { userPrefix: "dev:", groupPrefix: "dev:" } },
  timeouts: { release: 300, reconcile: 120 },
};

const READ_AT = "2026-03-02T09:00:00.000Z";

const text = (title: string, more: JsonObject = {}): JsonObject => ({ title, type: "string", ...more });

/** Places of an instance that every chart has. */
const PLACE: JsonObject = { tenant: text("Tenant"), name: text("Name") };

const OWNER: JsonObject = {
  type: "object",
  additionalProperties: false,
  required: ["kind", "name", "role"],
  properties: {
    kind: text("Kind", { enum: ["User", "Group"] }),
    name: text("Name"),
    role: text("Role", { enum: ["admin", "edit", "view"] }),
  },
};

/** The one object that such a chart renders: a Cluster holds data, a StatefulSet keeps it. */
function objectMade(kind: string, name: string): ChartObject {
  const apiVersion = kind === "Cluster" ? "postgresql.cnpg.io/v1" : "apps/v1";
  const claims = kind === "StatefulSet" ? [{ text: "data", when: [] }] : [];
  return { apiVersion, kind, name, when: [], replicas: [], claims, claimsWhenDeleted: [], offers: [], kept: false };
}

/** A chart as the tests know it. */
export function serviceMade(name: string, properties: JsonObject, workload: string, required: string[] = []): Service {
  const schema: JsonObject = {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: kindOf(name),
    type: "object",
    additionalProperties: false,
    required: ["name", ...required],
    properties,
  };
  return {
    name,
    kind: kindOf(name),
    title: kindOf(name),
    description: `A ${name}.`,
    icon: null,
    tags: [],
    chartVersion: "1.0.0",
    schema,
    schemaHash: createHash("sha256").update(JSON.stringify(schema)).digest("hex"),
    objects: [objectMade(workload, name === "tenant" ? "<values/name>" : "<release>")],
  };
}

const SERVICES: Service[] = [
  serviceMade(
    "tenant",
    {
      name: text("Name"),
      owners: { title: "Owners", type: "array", minItems: 1, items: OWNER },
      size: text("Size", { enum: ["small", "medium", "large"], default: "small", "x-flag": "quota" }),
    },
    "Namespace",
    ["owners"],
  ),
  serviceMade(
    "postgres",
    {
      ...PLACE,
      instances: { title: "Instances", type: "integer", minimum: 1, maximum: 5, default: 1 },
      storage: text("Storage", { pattern: "^[0-9]+Gi$", default: "20Gi" }),
      note: text("Note", { default: "" }),
    },
    "Cluster",
    ["tenant"],
  ),
  serviceMade("webapp", { ...PLACE, image: text("Image", { default: "nginx" }) }, "Deployment", ["tenant"]),
  serviceMade("cache", { ...PLACE }, "Deployment", ["tenant"]),
  serviceMade("big-cache", { ...PLACE }, "Deployment", ["tenant"]),
];

/** Postgres as a stricter chart offers it: at most two instances. */
export const SMALL_POSTGRES = serviceMade(
  "postgres",
  { ...PLACE, instances: { title: "Instances", type: "integer", maximum: 2 } },
  "Cluster",
);

const person = (claim: string, platformAdmin = false): Viewer => ({
  subject: `dev:${claim}`,
  groups: [],
  name: claim,
  email: `${claim}@example.com`,
  platformAdmin,
});

/** Everybody who matters: what they may do is decided by acme's owners alone. */
export const people = {
  stranger: person("stranger"),
  onlooker: person("onlooker"),
  requester: person("requester"),
  owner: person("tenant-owner"),
  admin: person("platform-admin", true),
  colleague: person("second-admin", true),
};

export const ACME_OWNERS = [
  { kind: "User", name: "dev:tenant-owner", role: "admin" },
  { kind: "User", name: "dev:requester", role: "edit" },
  { kind: "User", name: "dev:onlooker", role: "view" },
];

let acme: Promise<string> | undefined;

/** A repository to copy; it is left to the temporary folder when the tests end. */
async function makeAcme(): Promise<string> {
  const portal = await UseCasePortal.open();
  await portal.put("acme/manifest.yaml", { owners: ACME_OWNERS });
  await portal.put("globex/manifest.yaml", { owners: [{ kind: "User", name: "dev:somebody", role: "admin" }] });
  await portal.put("acme/postgres/orders/manifest.yaml", { instances: 2 });
  await portal.releases.close();
  return portal.folder;
}

/** A portal on a repository of its own, with a catalogue that tests may change and a clock that they move. */
export class UseCasePortal {
  readonly catalog: Catalog = {
    platform: structuredClone(PLATFORM),
    services: [...SERVICES],
    problems: [],
    readAt: READ_AT,
  };

  /** Services' schemas when whatever is there was made; a test puts them in. */
  readonly once = new Map<string, JsonObject>();

  private constructor(
    /** Milliseconds; every look at the clock is a second later. */
    public clock: number,
    readonly folder: string,
    readonly releases: LocalReleases,
    readonly deps: Deps,
  ) {}

  static async open(example?: LocalOptions["example"], from?: string): Promise<UseCasePortal> {
    const folder = await mkdtemp(join(tmpdir(), "use-cases-"));
    if (from !== undefined) await cp(from, folder, { recursive: true });
    // A copy goes on a day after its original was made.
    const start = Date.parse(from === undefined ? "2026-01-05T09:00:00Z" : "2026-01-06T09:00:00Z");
    const late: { portal?: UseCasePortal } = {};
    const now = () => {
      if (late.portal) late.portal.clock += 1_000;
      return new Date(late.portal?.clock ?? start);
    };
    const directory = join(folder, "releases.git");
    const releases = await openLocalReleases({ directory, branch: "main", now, ...(example && { example }) });
    const catalog = {
      read: () =>
        Promise.resolve(
          late.portal ? late.portal.catalog : { platform: PLATFORM, services: SERVICES, problems: [], readAt: READ_AT },
        ),
      schemaAsOf: (service: string) => Promise.resolve(late.portal?.once.get(service) ?? null),
    };
    const cluster: Cluster = simulatedCluster({
      desired: desiredReader({ catalog, releases, now }),
      targetsIn: async (tenant) => targetsIn(await releases.main(), tenant),
      now,
      platform: async () => (await catalog.read()).platform,
    });
    late.portal = new UseCasePortal(start, folder, releases, { catalog, releases, cluster, now, example: releases });
    return late.portal;
  }

  /** With the tenant acme, its postgres `orders`, and the foreign tenant globex. Made once, copied for each test. */
  static async withAcme(): Promise<UseCasePortal> {
    acme ??= makeAcme();
    return UseCasePortal.open(undefined, await acme);
  }

  /** Changes the catalogue: the service takes the place of the one with its name. */
  offer(service: Service): void {
    this.catalog.services = this.catalog.services.map((known) => (known.name === service.name ? service : known));
  }

  async close(): Promise<void> {
    await this.releases.close();
    await rm(this.folder, { recursive: true, force: true });
  }

  /** The text of a manifest with these values. */
  manifest(path: string, values: JsonObject): string {
    const target = targetOf(path);
    if (!target) throw new Error(`${path} is no manifest's path`);
    return buildManifest(this.catalog.platform, kindOf(serviceOf(target)), target, values);
  }

  /** Brings a manifest to main past all use cases; a text is written as it is, null deletes. Answers main's commit. */
  async put(path: string, content: JsonObject | string | null): Promise<string> {
    const by = { subject: "dev:hand", name: "hand", email: "hand@example.com" };
    const main = await this.releases.main();
    const sent = await this.releases.submit({
      key: this.key(),
      title: `Put ${path}`,
      path,
      content: content === null || typeof content === "string" ? content : this.manifest(path, content),
      base: main.commit,
      by,
      groups: [],
    });
    if (sent.outcome !== "opened") throw new Error(`Not put: ${sent.outcome}`);
    const order = { head: sent.request.head, main: main.commit, by, text: "" };
    const merged = await this.releases.merge(sent.request.number, order);
    if (merged?.outcome !== "merged") throw new Error(`Not merged: ${merged?.outcome ?? "unknown"}`);
    return merged.commit;
  }

  /** Pushes a commit from another git client, which knows none of the portal's rules; `where` as in the contract suite. */
  push(where: "main" | number, path: string, content: string | null): Promise<string> {
    return handClient(join(this.folder, "releases.git"), () => this.deps.now()).commit(where, path, content);
  }

  /** The text on main, or undefined. */
  async text(path: string): Promise<string | undefined> {
    return (await (await this.releases.main()).read([path])).get(path);
  }

  /** A form's key, new each time. */
  key(): string {
    return crypto.randomUUID();
  }

  /** A body as the form would send it, made from main as it is now. */
  async body(
    type: SendRequest["type"],
    service: string,
    tenant: string,
    name: string,
    more: Partial<SendRequest> = {},
  ): Promise<SendRequest> {
    const known = this.catalog.services.find((candidate) => candidate.name === service);
    const place: JsonObject = service === "tenant" ? { name } : { tenant, name };
    return {
      key: this.key(),
      type,
      service,
      tenant,
      name,
      base: (await this.releases.main()).commit,
      schemaHash: known?.schemaHash ?? "",
      ...(type === "delete" ? { confirm: name } : {}),
      ...more,
      ...(type !== "delete" && more.text === undefined ? { values: { ...place, ...more.values } } : {}),
    };
  }
}
