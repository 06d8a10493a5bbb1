import type { Client } from "./client";
import { Listing, PER_PAGE } from "./listing";
import { PULL, type Pull } from "./shapes";

/** The repository's pull requests, kept up to date: only what changed since the last look is read. */
export class PullList {
  private readonly byNumber = new Map<number, Pull>();
  private readonly listing: Listing<Pull>;
  /** The newest change seen (ISO 8601): whatever is older is known. */
  private seen = "";

  constructor(private readonly client: Client) {
    this.listing = new Listing(client, PULL);
  }

  async refresh(): Promise<void> {
    const known = this.seen;
    for (let page = 1; ; page += 1) {
      const answer = await this.listing.page(`${page}`, (octokit, headers) =>
        octokit.rest.pulls.list({
          ...this.client.at,
          state: "all",
          sort: "updated",
          direction: "desc",
          per_page: PER_PAGE,
          page,
          headers: page === 1 ? headers : {},
        }),
      );
      if (!answer) return;
      for (const pull of answer.items) this.put(pull);
      // Times are in seconds: what changed in the same one is read again.
      if (!answer.more || (answer.items.at(-1)?.updated_at ?? "") < known) break;
    }
  }

  /** Takes what GitHub answered to a write, so that nobody has to ask for it. */
  put(pull: Pull): void {
    const before = this.byNumber.get(pull.number);
    if (before && before.updated_at > pull.updated_at) return;
    this.byNumber.set(pull.number, pull);
    if (pull.updated_at > this.seen) this.seen = pull.updated_at;
  }

  get(number: number): Pull | undefined {
    return this.byNumber.get(number);
  }

  all(): Iterable<Pull> {
    return this.byNumber.values();
  }
}
