import type { Client } from "./client";
import { Listing, PER_PAGE } from "./listing";
import { AUTHORED, CLOSED_BY, MERGED_BY, PUSH, type Pull, REVIEW, type Review } from "./shapes";

/** What GitHub tells of one pull request only when asked for it by itself. */
export interface Extra {
  /** The pull request's `updated_at` that this belongs to; empty while the same second may bring more. */
  at: string;
  /** When reviews were asked for last (`performance.now`). */
  asked: number;
  reviews: readonly Review[];
  /** The logins of the authors of commits, where GitHub knows them. */
  authors: ReadonlyMap<string, string>;
  /** The logins of who pushed, by the commit that the branch was at then. */
  pushers: ReadonlyMap<string, string>;
  /** Who closed or merged it on GitHub. */
  endedBy: string | null;
}

const NOTHING: Extra = {
  at: "",
  asked: Number.NEGATIVE_INFINITY,
  reviews: [],
  authors: new Map(),
  pushers: new Map(),
  endedBy: null,
};

/** GitHub tells time in seconds: what is this many (ms) old gets no other review in the same one, clocks' differences included. */
const SETTLED = 10_000;

/** What more has to be known of a pull request. */
export interface Wanted {
  reviews: boolean;
  /** Who wrote and pushed its commits. */
  writers: boolean;
  ending: boolean;
}

/** Reviews, authors and who ended it: kept by pull request until that changes. */
export class Extras {
  private readonly known = new Map<number, Extra>();
  private readonly listing: Listing<Review>;

  constructor(private readonly client: Client) {
    this.listing = new Listing(client, REVIEW);
  }

  of(number: number): Extra {
    return this.known.get(number) ?? NOTHING;
  }

  /** Whether what is known belongs to the pull request as it is now. */
  isCurrent(pull: Pull): boolean {
    return this.known.get(pull.number)?.at === pull.updated_at;
  }

  /** Asks for what is wanted, and keeps it. */
  async read(pull: Pull, { reviews, writers, ending }: Wanted): Promise<void> {
    const before = this.of(pull.number);
    const [newReviews, authors, pushers, endedBy] = await Promise.all([
      reviews ? this.reviews(pull.number) : before.reviews,
      writers ? this.authors(pull.number) : before.authors,
      writers ? this.pushers(pull) : before.pushers,
      ending ? this.endedBy(pull) : before.endedBy,
    ]);
    this.known.set(pull.number, {
      at: settled(pull),
      asked: reviews ? performance.now() : before.asked,
      reviews: newReviews ?? before.reviews,
      authors,
      pushers,
      endedBy,
    });
  }

  /** Notes that there is nothing more to know of a pull request as it is now. */
  skip(pull: Pull): void {
    this.known.set(pull.number, { ...this.of(pull.number), at: settled(pull) });
  }

  /** Takes a review that was just written. */
  put(number: number, review: Review): void {
    const before = this.of(number);
    const others = before.reviews.filter(({ id }) => id !== review.id);
    this.known.set(number, { ...before, reviews: [...others, review] });
  }

  private async reviews(number: number): Promise<readonly Review[] | null> {
    const all: Review[] = [];
    for (let page = 1; ; page += 1) {
      const question = `${number} ${page}`;
      const answer = await this.listing.page(question, (octokit, headers) =>
        octokit.rest.pulls.listReviews({
          ...this.client.at,
          pull_number: number,
          per_page: PER_PAGE,
          page,
          headers: page === 1 ? headers : {},
        }),
      );
      if (!answer) return null;
      all.push(...answer.items);
      if (!answer.more) return all;
      // Which page a new one is on is not known: a list of several pages is always read as a whole.
      this.listing.forget(`${number} 1`);
    }
  }

  private async authors(number: number): Promise<ReadonlyMap<string, string>> {
    const commits = await this.client.call((octokit) =>
      octokit.paginate(octokit.rest.pulls.listCommits, { ...this.client.at, pull_number: number, per_page: PER_PAGE }),
    );
    return new Map(
      commits.flatMap((commit) => {
        const { sha, author } = AUTHORED.parse(commit);
        return author ? [[sha, author.login] as const] : [];
      }),
    );
  }

  private async pushers({ head }: Pull): Promise<ReadonlyMap<string, string>> {
    const pushes = await this.client.call((octokit) =>
      octokit.paginate(octokit.rest.repos.listActivities, {
        ...this.client.at,
        ref: `refs/heads/${head.ref}`,
        per_page: PER_PAGE,
      }),
    );
    return new Map(
      pushes.flatMap((push) => {
        const { after, actor } = PUSH.parse(push);
        return actor ? [[after, actor.login] as const] : [];
      }),
    );
  }

  private async endedBy({ number, merged_at }: Pull): Promise<string | null> {
    const { at } = this.client;
    if (merged_at !== null) {
      const { data } = await this.client.call((octokit) => octokit.rest.pulls.get({ ...at, pull_number: number }));
      return MERGED_BY.parse(data).merged_by?.login ?? null;
    }
    const { data } = await this.client.call((octokit) => octokit.rest.issues.get({ ...at, issue_number: number }));
    return CLOSED_BY.parse(data).closed_by?.login ?? null;
  }
}

function settled({ updated_at }: Pull): string {
  return Date.parse(updated_at) < Date.now() - SETTLED ? updated_at : "";
}
