import type { Octokit } from "@octokit/rest";
import { z } from "zod";
import type { Client } from "./client";
import { statusOf } from "./failure";

/** One page of a list, or null when it is the one that was told before. */
export type Page<T> = { items: T[]; more: boolean } | null;

/** Most items that GitHub puts on one page. */
export const PER_PAGE = 100;

/** Asks for pages of a list; one that is still the same costs GitHub and us nothing (304). */
export class Listing<T> {
  private known = new Map<string, string>();

  constructor(
    private readonly client: Client,
    private readonly shape: z.ZodType<T>,
  ) {}

  /** @param question names what is asked for: the same question gets null until its answer is another */
  async page(
    question: string,
    ask: (
      octokit: Octokit,
      headers: Record<string, string>,
    ) => Promise<{ data: unknown; headers: { etag?: string; link?: string } }>,
  ): Promise<Page<T>> {
    const etag = this.known.get(question);
    const headers: Record<string, string> = etag === undefined ? {} : { "if-none-match": etag };
    try {
      const answer = await this.client.call((octokit) => ask(octokit, headers));
      const items = z.array(this.shape).parse(answer.data);
      if (answer.headers.etag !== undefined) this.known.set(question, answer.headers.etag);
      return { items, more: /rel="next"/.test(answer.headers.link ?? "") };
    } catch (error) {
      if (statusOf(error) === 304) return null;
      throw error;
    }
  }

  /** Forgets an answer, so that it is told again. */
  forget(question: string): void {
    this.known.delete(question);
  }
}
