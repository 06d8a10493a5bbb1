import type { Client } from "./client";
import { Listing, PER_PAGE } from "./listing";
import { AUTHORED, CLOSED_BY, MERGED_BY, type Pull, REVIEW, type Review } from "./shapes";

/** What GitHub tells of one pull request only when asked for it by itself. */
export interface Extra {
  /** The pull request's `updated_at` that this belongs to. */
  at: string;
  reviews: readonly Review[];
  /** The logins of the authors of commits, where GitHub knows them. */
  authors: ReadonlyMap<string, string>;
  /** Who closed or merged it on GitHub. */
  endedBy: string | null;
}

const NOTHING: Omit<Extra, "at"> = { reviews: [], authors: new Map(), endedBy: null };

/** What more has to be known of a pull request. */
export interface Wanted {
  reviews: boolean;
  authors: boolean;
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
    return this.known.get(number) ?? { at: "", ...NOTHING };
  }

  /** Whether what is known belongs to the pull request as it is now. */
  isCurrent(pull: Pull): boolean {
    return this.known.get(pull.number)?.at === pull.updated_at;
  }

  /** Asks for what is wanted, and keeps it. */
  async read(pull: Pull, { reviews, authors, ending }: Wanted): Promise<void> {
    const before = this.of(pull.number);
    const [newReviews, newAuthors, endedBy] = await Promise.all([
      reviews ? this.reviews(pull.number) : before.reviews,
      authors ? this.authors(pull.number) : before.authors,
      ending ? this.endedBy(pull) : before.endedBy,
    ]);
    this.known.set(pull.number, {
      at: pull.updated_at,
      reviews: newReviews ?? before.reviews,
      authors: newAuthors,
      endedBy,
    });
  }

  /** Notes that there is nothing more to know of a pull request as it is now. */
  skip(pull: Pull): void {
    this.known.set(pull.number, { ...this.of(pull.number), at: pull.updated_at });
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
