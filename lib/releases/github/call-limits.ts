import type { CallLimit } from "@/lib/domain/pull-request";

/** Below this part of the hour's calls it is said that they run out. */
const FEW = 0.1;

type Headers = Readonly<Record<string, string | number | undefined>>;

/** What GitHub tells with each answer of how many calls it still takes. */
export class CallLimits {
  private hour: { limit: number; remaining: number; until: number } | null = null;
  /** A pause that it asked for by itself, after too many calls at once. */
  private pause = 0;

  /** @param unit what GitHub's second is (ms); less in tests, as are the waits between tries */
  constructor(
    private readonly now: () => number,
    private readonly unit = 1000,
  ) {}

  /** Takes an answer's headers. @param wait seconds that a refusal for too many calls asks to wait; null for any other answer */
  note(headers: Headers, wait: number | null): void {
    const [limit, remaining, reset] = ["limit", "remaining", "reset"].map((name) => headers[`x-ratelimit-${name}`]);
    const resource = headers["x-ratelimit-resource"] ?? "core";
    if (limit !== undefined && remaining !== undefined && reset !== undefined && resource === "core")
      this.hour = { limit: Number(limit), remaining: Number(remaining), until: Number(reset) * 1000 };
    // Where the hour's calls are spent, its end says more exactly when there are more.
    if (wait !== null && Number(remaining ?? 1) > 0) this.pause = Math.max(this.pause, this.now() + wait * this.unit);
  }

  /** Null while there are enough. */
  read(): CallLimit | null {
    const now = this.now();
    const hour = this.hour !== null && this.hour.until > now ? this.hour : null;
    const spent = hour?.remaining === 0 ? hour.until : 0;
    const until = Math.max(spent, this.pause);
    if (until > now) return { reached: true, until: new Date(until).toISOString() };
    if (hour && hour.remaining < hour.limit * FEW) return { reached: false, until: new Date(hour.until).toISOString() };
    return null;
  }
}
