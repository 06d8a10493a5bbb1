import type { News } from "@/lib/domain/news";

/** A page that wants to hear the news. */
export interface Listener {
  heard: (news: News) => void;
  /** Whether news come now: while they don't, a page has to ask by itself. */
  turned: (live: boolean) => void;
}

/** What tabs say to each other. */
type Word = { news: News } | { live: boolean } | { say: "who" | "end" };

const NAME = "portal-news";
/** Milliseconds until a stream that was refused is asked for again. */
const AGAIN = 20_000;
/** Milliseconds for which a tab stays connected without a listener: between two pages there is none for a moment. */
const LINGER = 2_000;

const listeners = new Set<Listener>();
let channel: BroadcastChannel | null = null;
let leaving: AbortController | null = null;
let lingering: ReturnType<typeof setTimeout> | undefined;
let live = false;
/** The newest version of the releases repository that was told; null where none was since news come. */
let repository: string | null = null;

/**
 * Hears the news for as long as it isn't ended. All tabs of a browser share one stream, because a browser opens no more
 * than six connections to a portal: the tab that holds a lock has it and tells the others. Where a browser can't do that
 * (or the address is neither https nor this machine) nothing comes, and pages ask by themselves.
 */
export function followNews(listener: Listener): () => void {
  if (!canFollow()) return () => undefined;
  clearTimeout(lingering);
  listeners.add(listener);
  if (channel === null) join();
  listener.turned(live);
  if (repository !== null) listener.heard(repository);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) lingering = setTimeout(leave, LINGER);
  };
}

/** Ends the stream of all tabs, because the person has signed out. */
export function endNews(): void {
  if (!canFollow()) return;
  const other = new BroadcastChannel(NAME);
  other.postMessage({ say: "end" } satisfies Word);
  other.close();
  leave();
}

function canFollow(): boolean {
  return "locks" in navigator && typeof BroadcastChannel === "function" && typeof EventSource === "function";
}

function join(): void {
  const own = new BroadcastChannel(NAME);
  const left = new AbortController();
  channel = own;
  leaving = left;
  own.onmessage = ({ data }: MessageEvent<Word>) => hear(data);
  own.postMessage({ say: "who" } satisfies Word);
  addEventListener("pagehide", leave, { signal: left.signal });
  addEventListener("pageshow", rejoin);
  navigator.locks
    .request(NAME, { signal: left.signal }, () => lead(own, left.signal))
    // It left before it got the lock.
    .catch(() => undefined);
}

/** A page that a browser had put aside is shown again. */
function rejoin({ persisted }: PageTransitionEvent): void {
  if (persisted && channel === null && listeners.size > 0) join();
}

function leave(): void {
  clearTimeout(lingering);
  leaving?.abort();
  channel?.close();
  channel = null;
  leaving = null;
  turn(false);
}

function hear(word: Word): void {
  if ("news" in word) {
    if (typeof word.news === "string") repository = word.news;
    for (const { heard } of listeners) heard(word.news);
  } else if ("live" in word) turn(word.live);
  else if (word.say === "end") leave();
}

function turn(now: boolean): void {
  if (now === live) return;
  live = now;
  if (!live) repository = null;
  for (const { turned } of listeners) turned(now);
}

/** Has the stream, until it leaves: then the next tab in the queue for the lock has it. */
function lead(own: BroadcastChannel, left: AbortSignal): Promise<void> {
  let stream: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const say = (word: Word) => {
    hear(word);
    own.postMessage(word);
  };
  const open = () => {
    stream = new EventSource("/api/events");
    stream.onopen = () => say({ live: true });
    stream.onmessage = ({ data }: MessageEvent<string>) => {
      const news = newsIn(data);
      if (news !== undefined) say({ news });
    };
    stream.onerror = () => {
      say({ live: false });
      // One that was cut comes back by itself; one that was refused does not.
      if (stream?.readyState === EventSource.CLOSED) timer = setTimeout(open, AGAIN);
    };
  };
  own.onmessage = ({ data }: MessageEvent<Word>) => {
    if (!("say" in data) || data.say !== "who") {
      hear(data);
      return;
    }
    own.postMessage({ live } satisfies Word);
    if (repository !== null) own.postMessage({ news: repository } satisfies Word);
  };
  open();
  return new Promise((resolve) => {
    left.addEventListener(
      "abort",
      () => {
        stream?.close();
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
}

function newsIn(data: string): News | undefined {
  const value: unknown = JSON.parse(data);
  if (value === null || typeof value === "string") return value;
  return Array.isArray(value) ? value.filter((page) => typeof page === "string") : undefined;
}
