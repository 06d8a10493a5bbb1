import { respond } from "@/app/api/respond";
import { eventStream } from "@/app/event-stream";
import { apiViewer, sessionCookie, viewerOfCookie } from "@/lib/auth/viewer";
import { targetOfPage } from "@/lib/domain/path";
import { portal } from "@/lib/portal";

const ONLY_STREAM = {
  code: "not-acceptable",
  message: "What happens is told as a stream. Ask for it with Accept: text/event-stream.",
  problems: [],
};

/** Pages that one browser has open and that are followed closely; the others ask by themselves now and then. */
const MOST_PAGES = 20;

/**
 * What happens, as server-sent events: paths of pages that may show something else now, or `null` for any page. Each
 * `page` of the query is the path of a page that the browser has open.
 */
export function GET(request: Request): Promise<Response> {
  return respond(async () => {
    await apiViewer();
    if (!(request.headers.get("accept") ?? "").includes("text/event-stream")) return { status: 406, body: ONLY_STREAM };
    const cookie = await sessionCookie();
    const { newsroom } = await portal();
    const named = new URL(request.url).searchParams.getAll("page").slice(0, MOST_PAGES);
    const pages = named.flatMap((page) => targetOfPage(page) ?? []);
    const stream = eventStream(newsroom, () => viewerOfCookie(cookie), request.signal, pages);
    // Too many are told already, or the portal is on its way out. Browsers call no 204 a failure, and pages ask by themselves.
    return stream ?? new Response(null, { status: 204, headers: { "cache-control": "no-store" } });
  });
}
