import { z } from "zod";

const USER = z.object({ login: z.string() }).nullable();

/** A pull request as lists and answers show it, as far as the portal reads it. */
export const PULL = z.object({
  number: z.int(),
  title: z.string(),
  state: z.enum(["open", "closed"]),
  html_url: z.string(),
  user: USER,
  created_at: z.string(),
  updated_at: z.string(),
  closed_at: z.string().nullable(),
  merged_at: z.string().nullable(),
  merge_commit_sha: z.string().nullable(),
  head: z.object({ ref: z.string(), sha: z.string(), repo: z.object({ full_name: z.string() }).nullable() }),
  base: z.object({ ref: z.string() }),
});
export type Pull = z.infer<typeof PULL>;

/** One pull request by itself also says who merged it. */
export const MERGED_BY = z.object({ merged_by: USER });
/** An issue says who closed it. */
export const CLOSED_BY = z.object({ closed_by: USER });

export const COMMENT = z.object({
  id: z.int(),
  issue_url: z.string(),
  body: z.string().optional(),
  user: USER,
  created_at: z.string(),
  updated_at: z.string(),
});
export type Comment = z.infer<typeof COMMENT>;

export const REVIEW = z.object({
  id: z.int(),
  body: z.string(),
  state: z.string(),
  user: USER,
  commit_id: z.string().nullable(),
  submitted_at: z.string().optional(),
});
export type Review = z.infer<typeof REVIEW>;

export const AUTHORED = z.object({ sha: z.string(), author: USER });
export const PUSH = z.object({ after: z.string(), actor: USER });
export const SHA = z.object({ sha: z.string() });
