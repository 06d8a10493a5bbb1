import { targetOf } from "@/lib/domain/path";
import type { ObjectReader } from "./object-reader";
import type { Entry, Snapshot } from "./port";

/** A file of a commit, or (blob null) that it is gone. */
export interface FileState {
  path: string;
  /** Null when the file is gone. A link to another file or repository is no regular file. */
  blob: string | null;
  regular: boolean;
  commit: string;
  changedAt: string;
}

interface TenantFiles {
  own: boolean;
  instances: readonly Entry[];
}

/** The tables of a snapshot. None is changed once made; the next commit's share what stayed the same. */
export interface Tables {
  entries: ReadonlyMap<string, Entry>;
  tenants: ReadonlyMap<string, TenantFiles>;
  foreign: ReadonlySet<string>;
  instances: number;
}

export const NO_TABLES: Tables = { entries: new Map(), tenants: new Map(), foreign: new Set(), instances: 0 };

/** The tables after some files changed. Costs what changed, plus copying the maps. */
export function withFiles(before: Tables, files: Iterable<FileState>): Tables {
  const entries = new Map(before.entries);
  const tenants = new Map(before.tenants);
  const foreign = new Set(before.foreign);
  const touched = new Map<string, Map<string, Entry>>();
  let instances = before.instances;

  for (const { path, blob, regular, commit, changedAt } of files) {
    const target = targetOf(path);
    if (!target || (blob !== null && !regular)) {
      if (blob === null) foreign.delete(path);
      else foreign.add(path);
    }
    if (!target) continue;
    const old = entries.get(path);
    const entry = blob !== null && regular ? { path, target, blob, commit, changedAt } : undefined;
    if (entry) {
      entries.set(path, entry);
      foreign.delete(path);
    } else entries.delete(path);
    const known = tenants.get(target.tenant) ?? { own: false, instances: [] };
    if (target.type === "tenant") {
      tenants.set(target.tenant, { ...known, own: entry !== undefined });
      continue;
    }
    const changed = touched.get(target.tenant) ?? new Map(known.instances.map((one) => [one.path, one]));
    touched.set(target.tenant, changed);
    if (entry) changed.set(path, entry);
    else changed.delete(path);
    instances += (entry ? 1 : 0) - (old ? 1 : 0);
  }
  for (const [tenant, changed] of touched) {
    const sorted = [...changed.values()].sort((a, b) => compare(orderOf(a), orderOf(b)));
    tenants.set(tenant, { own: tenants.get(tenant)?.own ?? false, instances: sorted });
  }
  return { entries, tenants, foreign, instances };
}

/** What instances are sorted by. Comparing paths would not do: `a-b/` sorts before `a/`. */
function orderOf({ target }: Entry): string[] {
  return target.type === "instance" ? [target.service, target.name] : [];
}

function compare(a: string[], b: string[]): number {
  for (let place = 0; place < a.length; place += 1) {
    const [left = "", right = ""] = [a[place], b[place]];
    if (left !== right) return left < right ? -1 : 1;
  }
  return 0;
}

/** The tables as the port shows them. */
export class TableSnapshot implements Snapshot {
  private names: readonly string[] | null = null;
  private strays: readonly Entry[] | null = null;
  private others: readonly string[] | null = null;

  constructor(
    readonly commit: string,
    readonly committedAt: string,
    readonly tables: Tables,
    private readonly objects: ObjectReader,
  ) {}

  entry(path: string): Entry | undefined {
    return this.tables.entries.get(path);
  }

  tenants(): readonly string[] {
    this.names ??= [...this.tables.tenants].flatMap(([name, { own }]) => (own ? [name] : [])).sort();
    return this.names;
  }

  instances(tenant: string): readonly Entry[] {
    return this.tables.tenants.get(tenant)?.instances ?? [];
  }

  homeless(): readonly Entry[] {
    this.strays ??= [...this.tables.tenants.values()]
      .flatMap(({ own, instances }) => (own ? [] : instances))
      .sort((a, b) => (a.path < b.path ? -1 : 1));
    return this.strays;
  }

  instanceCount(): number {
    return this.tables.instances;
  }

  foreign(): readonly string[] {
    this.others ??= [...this.tables.foreign].sort();
    return this.others;
  }

  async read(paths: readonly string[]): Promise<Map<string, string>> {
    const found = await Promise.all(
      [...new Set(paths)].map(async (path) => {
        const text = await this.objects.text(this.entry(path)?.blob ?? null);
        return text === null ? [] : [[path, text] as const];
      }),
    );
    return new Map(found.flat());
  }
}
