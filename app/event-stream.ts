import type { Target } from "@/lib/domain/target";
import type { Viewer } from "@/lib/domain/viewer";
import type { Newsroom } from "@/lib/requests/news";

/** Milliseconds between two signs of life: proxies cut what is silent for longer, and a session that is over is noticed. */
const SIGN_OF_LIFE = 20_000;
/** Milliseconds after which a browser has to ask anew: what holds of a person is looked up from the start then. */
const LONGEST = 10 * 60_000;
/** Milliseconds after which a browser that was cut off comes back. */
const RETRY = 2_000;

/**
 * Answers with a stream of news for one browser; null when the newsroom takes nobody more. It ends with the session,
 * with the browser, and after ten minutes, when the browser asks anew by itself.
 * @param viewer who they are at the moment of asking, null once their session is over.
 * @param pages whose pages that browser has open.
 */
export function eventStream(
  newsroom: Newsroom,
  viewer: () => Promise<Viewer | null>,
  gone: AbortSignal,
  pages: readonly Target[] = [],
): Response | null {
  const text = new TextEncoder();
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const writer = writable.getWriter();
  // A browser that is gone takes nothing more, which its signal says as well.
  const write = (line: string) => void writer.write(text.encode(line)).catch(() => undefined);
  const timers: { life?: ReturnType<typeof setInterval>; end?: ReturnType<typeof setTimeout> } = {};
  const leave = newsroom.follow({
    viewer,
    pages,
    send: (news) => write(`data: ${JSON.stringify(news)}\n\n`),
    end: () => {
      clearInterval(timers.life);
      clearTimeout(timers.end);
      void writer.close().catch(() => undefined);
    },
  });
  if (leave === null) return null;
  gone.addEventListener("abort", leave, { once: true });
  timers.end = setTimeout(leave, LONGEST);
  timers.life = setInterval(() => {
    viewer().then(
      (person) => (person === null ? leave() : write(":\n\n")),
      () => leave(),
    );
  }, SIGN_OF_LIFE);
  write(`retry: ${RETRY}\n\n`);
  return new Response(readable, {
    headers: {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-store, no-transform",
      // nginx holds answers back otherwise.
      "x-accel-buffering": "no",
    },
  });
}
