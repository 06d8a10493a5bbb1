import type { Octokit } from "@octokit/rest";
import type { z } from "zod";
import { BoundedMap } from "@/lib/domain/bounded-map";
import type { Client } from "./client";
import { statusOf } from "./failure";

/** Most answers kept. */
const KEPT = 500;

/** Answers by question: one that is still the same is told from here, and costs nothing of GitHub's limit (304). */
export class KeptAnswers {
  private readonly known = new BoundedMap<string, { etag: string; value: unknown }>(KEPT);

  constructor(private readonly client: Client) {}

  /** @param question names what is asked for, and in which shape it is kept @throws PortalError */
  async ask<T>(
    question: string,
    shape: z.ZodType<T>,
    call: (
      octokit: Octokit,
      headers: Record<string, string>,
    ) => Promise<{ data: unknown; headers: { etag?: string | undefined } }>,
  ): Promise<T> {
    const known = this.known.get(question);
    try {
      const answer = await this.client.call((octokit) => call(octokit, known ? { "if-none-match": known.etag } : {}));
      const value = shape.parse(answer.data);
      if (answer.headers.etag !== undefined) this.known.set(question, { etag: answer.headers.etag, value });
      return value;
    } catch (error) {
      // Each question has one shape.
      if (known && statusOf(error) === 304) return known.value as T;
      throw error;
    }
  }
}
