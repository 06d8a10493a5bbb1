import type { RequestRecord } from "../request-log";

/** The requests by what they are asked for by: number, a person's key, path. */
export class Index {
  private sorted: readonly RequestRecord[] = [];
  private byNumber = new Map<number, RequestRecord>();
  private byKey = new Map<string, RequestRecord>();
  private openByPath = new Map<string, RequestRecord[]>();

  /** Takes all requests, newest first. */
  set(records: readonly RequestRecord[]): void {
    this.sorted = records;
    this.byNumber = new Map(records.map((record) => [record.number, record]));
    this.byKey = new Map(
      records
        .flatMap((record) => record.submissions.map(({ by, key }) => [`${by}\n${key}`, record] as const))
        .reverse(),
    );
    this.openByPath = new Map();
    for (const record of [...records].reverse()) {
      if (record.end !== null) continue;
      const { path } = record.proposal;
      this.openByPath.set(path, [...(this.openByPath.get(path) ?? []), record]);
    }
  }

  records(): readonly RequestRecord[] {
    return this.sorted;
  }

  record(number: number): RequestRecord | undefined {
    return this.byNumber.get(number);
  }

  /** The request that a person's key belongs to. */
  ofKey(subject: string, key: string): RequestRecord | undefined {
    return this.byKey.get(`${subject}\n${key}`);
  }

  /** The oldest open request for a path, other than the one given. */
  openFor(path: string, except: number | undefined): RequestRecord | undefined {
    return this.openByPath.get(path)?.find(({ number }) => number !== except);
  }
}
