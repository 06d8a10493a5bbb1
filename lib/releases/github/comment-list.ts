import type { Client } from "./client";
import { Listing, PER_PAGE } from "./listing";
import { COMMENT, type Comment } from "./shapes";

/** All comments on the repository's pull requests, kept up to date with one question however many there are. */
export class CommentList {
  private readonly byPull = new Map<number, Map<number, Comment>>();
  private readonly listing: Listing<Comment>;
  private seen: string | undefined;

  constructor(private readonly client: Client) {
    this.listing = new Listing(client, COMMENT);
  }

  async refresh(): Promise<void> {
    const since = this.seen;
    for (let page = 1; ; page += 1) {
      const answer = await this.listing.page(`${since} ${page}`, (octokit, headers) =>
        octokit.rest.issues.listCommentsForRepo({
          ...this.client.at,
          ...(since === undefined ? {} : { since }),
          sort: "updated",
          direction: "asc",
          per_page: PER_PAGE,
          page,
          headers: page === 1 ? headers : {},
        }),
      );
      if (!answer) return;
      for (const comment of answer.items) this.put(comment);
      if (!answer.more) return;
    }
  }

  put(comment: Comment): void {
    const number = Number(/\/(\d+)$/.exec(comment.issue_url)?.[1]);
    const known = this.byPull.get(number) ?? new Map<number, Comment>();
    this.byPull.set(number, known.set(comment.id, comment));
    if (this.seen === undefined || comment.updated_at > this.seen) this.seen = comment.updated_at;
  }

  /** In the order in which they were written. */
  of(number: number): Comment[] {
    return [...(this.byPull.get(number)?.values() ?? [])].sort((a, b) => a.id - b.id);
  }
}
