import type { News } from "@/lib/domain/news";

/** A page that wants to hear the news. */
export interface Listener {
  /** Its path. */
  page: string;
  heard: (news: News) => void;
  /** Whether news come now: while they don't, a page has to ask by itself. */
  turned: (live: boolean) => void;
}

/** What tabs say to each other. */
type Word = { news: News } | { live: boolean } | { say: "who" | "end" } | { tab: string; pages: readonly string[] };

const NAME = "portal-news";
/** Milliseconds until a stream that was refused is asked for again. */
const AGAIN = 20_000;
/** Milliseconds until the stream follows which pages are open: one comes when another goes. */
const SETTLED = 300;
/** Milliseconds for which a tab stays connected without a listener: between two pages there is none for a moment. */
const LINGER = 2_000;

const listeners = new Set<Listener>();
let channel: BroadcastChannel | null = null;
let leaving: AbortController | null = null;
let lingering: ReturnType<typeof setTimeout> | undefined;
let live = false;
/** What this tab is called among the others. */
let tab = "";
/** Takes what a tab has open, in the tab that has the stream. */
let heardPages: ((word: { tab: string; pages: readonly string[] }) => void) | null = null;
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
  else sayPages();
  listener.turned(live);
  if (repository !== null) listener.heard(repository);
  return () => {
    listeners.delete(listener);
    sayPages();
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
  tab = crypto.randomUUID();
  channel = own;
  leaving = left;
  own.onmessage = ({ data }: MessageEvent<Word>) => hear(data);
  own.postMessage({ say: "who" } satisfies Word);
  sayPages();
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
  channel?.postMessage({ tab, pages: [] } satisfies Word);
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
  else if ("tab" in word) return;
  else if (word.say === "end") leave();
  else sayPages();
}

/** Says to whichever tab has the stream what is open in this one. */
function sayPages(): void {
  const word: Word = { tab, pages: openHere() };
  channel?.postMessage(word);
  heardPages?.(word);
}

/** Only of tenants and instances there is more to follow than everybody is told. */
function openHere(): string[] {
  return [...listeners].map(({ page }) => page).filter((page) => page.startsWith("/tenants/"));
}

function turn(now: boolean): void {
  if (now === live) return;
  live = now;
  if (!live) repository = null;
  for (const { turned } of listeners) turned(now);
}

/** Has the stream, until it leaves: then the next tab in the queue for the lock has it. */
function lead(own: BroadcastChannel, left: AbortSignal): Promise<void> {
  /** The newest, and those before it that tell until it is open. */
  const streams = new Set<EventSource>();
  let stream: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let settling: ReturnType<typeof setTimeout> | undefined;
  const pagesOf = new Map([[tab, openHere()]]);
  let named = addressOf(pagesOf.values());
  const say = (word: Word) => {
    hear(word);
    own.postMessage(word);
  };
  const open = () => {
    const opened = new EventSource(named);
    stream = opened;
    streams.add(opened);
    const closeOlder = () => {
      for (const other of streams) {
        if (other === opened) return;
        other.close();
        streams.delete(other);
      }
    };
    opened.onopen = () => {
      // Until now it told what happened.
      closeOlder();
      say({ live: true });
    };
    opened.onmessage = ({ data }: MessageEvent<string>) => {
      const news = newsIn(data);
      if (news !== undefined) say({ news });
    };
    opened.onerror = () => {
      if (stream !== opened) return;
      closeOlder();
      say({ live: false });
      // One that was cut comes back by itself; one that was refused does not.
      if (opened.readyState === EventSource.CLOSED) timer = setTimeout(open, AGAIN);
    };
  };
  heardPages = (word) => {
    if (word.pages.length > 0) pagesOf.set(word.tab, [...word.pages]);
    else pagesOf.delete(word.tab);
    clearTimeout(settling);
    settling = setTimeout(() => {
      const now = addressOf(pagesOf.values());
      if (now === named) return;
      named = now;
      clearTimeout(timer);
      open();
    }, SETTLED);
  };
  own.onmessage = ({ data }: MessageEvent<Word>) => {
    if ("tab" in data) {
      heardPages?.(data);
      return;
    }
    if (!("say" in data) || data.say !== "who") {
      hear(data);
      return;
    }
    own.postMessage({ live } satisfies Word);
    if (repository !== null) own.postMessage({ news: repository } satisfies Word);
  };
  // Tabs that were there before told another what they have open.
  own.postMessage({ say: "who" } satisfies Word);
  open();
  return new Promise((resolve) => {
    left.addEventListener(
      "abort",
      () => {
        for (const one of streams) one.close();
        clearTimeout(timer);
        clearTimeout(settling);
        heardPages = null;
        resolve();
      },
      { once: true },
    );
  });
}

/** Where the stream is that also follows these pages closely. */
function addressOf(pages: Iterable<readonly string[]>): string {
  const all = [...new Set([...pages].flat())].sort();
  return all.length === 0 ? "/api/events" : `/api/events?${new URLSearchParams(all.map((page) => ["page", page]))}`;
}

function newsIn(data: string): News | undefined {
  const value: unknown = JSON.parse(data);
  if (value === null || typeof value === "string") return value;
  return Array.isArray(value) ? value.filter((page) => typeof page === "string") : undefined;
}
