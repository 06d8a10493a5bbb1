import { z } from "zod";
import { invalid } from "./answer";

const person = z.object({ name: z.string().min(1), email: z.string(), date: z.string() });
export const TREE = z.object({
  base_tree: z.string().optional(),
  tree: z.array(
    z.object({
      path: z.string(),
      mode: z.literal("100644"),
      type: z.literal("blob"),
      content: z.string().optional(),
      sha: z.string().nullable().optional(),
    }),
  ),
});
export const COMMIT = z.object({
  message: z.string(),
  tree: z.string(),
  parents: z.array(z.string()),
  author: person,
  committer: person.optional(),
});
export const PULL = z.object({
  title: z.string().min(1),
  body: z.string().default(""),
  head: z.string(),
  base: z.string(),
});
export const REVIEW = z.object({
  commit_id: z.string(),
  body: z.string().default(""),
  event: z.enum(["APPROVE", "REQUEST_CHANGES", "COMMENT"]),
});
export const MERGE = z.object({
  sha: z.string().optional(),
  merge_method: z.literal("merge"),
  commit_title: z.string(),
  commit_message: z.string().default(""),
});
export const STATUS = z.object({
  state: z.enum(["error", "failure", "pending", "success"]),
  context: z.string(),
  description: z.string().max(140).default(""),
  target_url: z.string().nullish(),
});

/** A body that the API takes, or GitHub's 422. */
export function take<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw invalid(parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; "));
}
