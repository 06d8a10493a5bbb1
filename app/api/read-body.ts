import { z } from "zod";
import { PortalError } from "@/lib/domain/errors";
import { isObject, type JsonObject, type JsonValue } from "@/lib/domain/json";

/** Levels that values may be nested: far beyond any manifest, and far below what recursion stands. */
const DEEPEST = 50;

/** Manifest values as they came: any JSON object that isn't nested beyond reason. */
export const jsonObject = z.custom<JsonObject>(
  (value) => isObject(value as JsonValue | undefined) && isShallow(value), // zod hands over what JSON.parse returned
  `Values are an object, nested at most ${DEEPEST} levels deep.`,
);

/** Reads a JSON body of a known shape. @throws PortalError `invalid` with what doesn't fit */
export async function readBody<Body>(request: Request, shape: z.ZodType<Body>): Promise<Body> {
  let content: unknown;
  try {
    content = JSON.parse(await request.text());
  } catch {
    throw new PortalError("invalid", "The portal could not read what was sent: it is not JSON. Load the page again.");
  }
  return parse(content, shape);
}

/** Reads the query of an address. @throws PortalError `invalid` */
export function readQuery<Query>(request: Request, shape: z.ZodType<Query>): Query {
  return parse(Object.fromEntries(new URL(request.url).searchParams), shape);
}

function parse<Value>(content: unknown, shape: z.ZodType<Value>): Value {
  const result = shape.safeParse(content);
  if (result.success) return result.data;
  const problems = result.error.issues.slice(0, 20).map(({ path, message }) => ({
    code: "malformed",
    pointer: null,
    label: null,
    message: `${path.length > 0 ? path.join(".") : "What was sent"}: ${message}`,
  }));
  throw new PortalError("invalid", "The portal could not read what was sent. Load the page again.", problems);
}

function isShallow(value: unknown): boolean {
  const waiting: { value: unknown; depth: number }[] = [{ value, depth: 0 }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (typeof next.value !== "object" || next.value === null) continue;
    if (next.depth >= DEEPEST) return false;
    for (const child of Object.values(next.value)) waiting.push({ value: child, depth: next.depth + 1 });
  }
  return true;
}
