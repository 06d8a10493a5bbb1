import type { Desired } from "@/lib/domain/desired";
import type { Platform } from "@/lib/domain/platform";
import { kindOf, type Service } from "@/lib/domain/service";
import { serviceOf } from "@/lib/domain/target";
import type { Entry, Releases, Snapshot } from "@/lib/releases/port";
import { type Reception, receptionOf } from "./refusal-of";

/** Verdicts kept: each is a few words, and a file is read again only when it, its chart or the platform has changed. */
const KEPT = 20_000;
/** Files judged at one look. A list that asks for more hears of the others at its next looks. */
const AT_ONCE = 250;
/** Versions looked back at for the last one that was taken. */
const LOOKED_BACK = 5;

/** What a verdict depends on beside the file. */
export interface Law {
  services: readonly Service[];
  platform: Pick<Platform, "group" | "version">;
}

/** What of a desired state is otherwise when no cluster takes it: the version before stays. */
export type Refused = Required<Pick<Desired, "refusal">> &
  Partial<Pick<Desired, "createdAt">> &
  Pick<Desired, "values">;

/** Tells whether a cluster takes the version of a manifest that is on main; null when it does, or when it isn't known yet. */
export type RefusalReader = (main: Snapshot, entry: Entry, law: Law) => Promise<Refused | null>;

/**
 * Makes the reader. Questions asked at the same time cost one reading of files, and no file is read twice: verdicts
 * are kept by content, chart and platform.
 */
export function refusalReader(releases: Pick<Releases, "history" | "at">): RefusalReader {
  const verdicts = new Map<string, Refused | null>();
  const gather = gatherer();

  async function lookedUp(main: Snapshot, entry: Entry, law: Law): Promise<Refused | null> {
    const text = await gather(main, entry.path);
    if (text === undefined) return null;
    const { refusal } = judge(text, entry, law);
    return refusal && { refusal, ...(await lastTaken(entry, law)) };
  }

  /** The newest older version that a cluster took: it is what still runs. */
  async function lastTaken(entry: Entry, law: Law): Promise<Pick<Refused, "createdAt" | "values">> {
    const [, ...before] = await releases.history(entry.path, LOOKED_BACK + 1);
    for (const { commit, at } of before) {
      const text = (await (await releases.at(commit))?.read([entry.path]))?.get(entry.path);
      // It was deleted in between, and nothing of it was left.
      if (text === undefined) break;
      const { refusal, values } = judge(text, entry, law);
      if (refusal === null) return { createdAt: at, values };
    }
    return { values: {} };
  }

  return async (main, entry, law) => {
    const key = keyOf(entry, law);
    const known = verdicts.get(key);
    if (known !== undefined) return known;
    if (gather.waiting() >= AT_ONCE) return null;
    const found = await lookedUp(main, entry, law);
    const [oldest] = verdicts.keys();
    if (verdicts.size >= KEPT && oldest !== undefined) verdicts.delete(oldest);
    verdicts.set(key, found);
    return found;
  };
}

function judge(text: string, { target }: Entry, { services, platform }: Law): Reception {
  const service = services.find(({ name }) => name === serviceOf(target));
  // Without the chart nobody knows what its kind may hold.
  const kind = service?.kind ?? kindOf(serviceOf(target));
  return receptionOf(text, target, { kind }, service?.schema ?? null, platform);
}

function keyOf({ path, blob, commit, target }: Entry, { services, platform }: Law): string {
  const hash = services.find(({ name }) => name === serviceOf(target))?.schemaHash ?? "";
  return [path, blob, commit, hash, platform.group, platform.version].join(" ");
}

/** Reads files of a snapshot one by one for its callers, and all that were asked for at the same time in one go. */
function gatherer(): ((main: Snapshot, path: string) => Promise<string | undefined>) & { waiting: () => number } {
  let batches = new Map<Snapshot, { paths: string[]; texts: Promise<Map<string, string>> }>();
  const gather = async (main: Snapshot, path: string): Promise<string | undefined> => {
    const started = batches.get(main);
    if (started) {
      started.paths.push(path);
      return (await started.texts).get(path);
    }
    const paths = [path];
    const texts = new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
      batches = new Map();
      return main.read(paths);
    });
    batches.set(main, { paths, texts });
    return (await texts).get(path);
  };
  return Object.assign(gather, {
    waiting: () => [...batches.values()].reduce((sum, { paths }) => sum + paths.length, 0),
  });
}
