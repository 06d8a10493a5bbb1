import { isPortalError } from "@/lib/domain/errors";
import type { Problem } from "@/lib/domain/problem";
import type { Refusal } from "@/lib/domain/send-request";
import { log } from "@/lib/log";

/** What no browser or proxy may keep: everything here depends on who asks and when. */
const FRESH = { "cache-control": "no-store" };

/** Problems that one answer carries: as many as one request may take out of a file. */
const MOST_PROBLEMS = 500;

/**
 * Answers a route handler with JSON: what `answer` returns, or its refusal as `{ code, message, problems }` with the
 * status that says the same. A bug is logged with a number that the person is told, and nothing of it leaves the portal.
 */
export async function respond(answer: () => Promise<Response | { status?: number; body: unknown }>): Promise<Response> {
  try {
    const result = await answer();
    return result instanceof Response
      ? result
      : Response.json(result.body, { status: result.status ?? 200, headers: FRESH });
  } catch (error) {
    if (isPortalError(error)) return refuse(error.status, error);
    const id = crypto.randomUUID().slice(0, 8);
    log("A request could not be answered.", {
      id,
      why: error instanceof Error ? (error.stack ?? error.message) : String(error),
    });
    return refuse(500, {
      code: "bug",
      message: `Something went wrong in the portal itself, and it is not your doing. Try again; if it stays, tell the platform team the number ${id}.`,
      problems: [],
    });
  }
}

/** The first problems, and how many more there are. */
function firstOf(problems: readonly Problem[]): Problem[] {
  const first = problems.slice(0, MOST_PROBLEMS);
  const more = problems.length - first.length;
  return more === 0 ? first : [...first, { code: "more", pointer: null, label: null, message: `And ${more} more.` }];
}

function refuse(
  status: number,
  { code, message, problems }: Pick<Refusal, "message" | "problems"> & { code: string },
): Response {
  const body: Refusal = { code, message, problems: firstOf(problems) };
  return Response.json(body, { status, headers: FRESH });
}
