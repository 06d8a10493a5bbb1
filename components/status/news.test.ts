// @vitest-environment jsdom
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { News } from "@/lib/domain/news";
import type { Listener } from "./news";

/** A stream as the browser has it. */
class Stream {
  static readonly CLOSED = 2;
  readyState = 0;
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onerror: (() => void) | null = null;
  constructor(readonly url: string) {
    streams.push(this);
  }
  close(): void {
    this.readyState = Stream.CLOSED;
  }
}
/** What the tabs of a browser share. */
class Channel {
  onmessage: ((event: { data: unknown }) => void) | null = null;
  constructor() {
    channels.push(this);
  }
  postMessage(data: unknown): void {
    said.push(data);
  }
  close(): void {
    channels.splice(channels.indexOf(this), 1);
  }
}
let streams: Stream[];
let channels: Channel[];
let said: unknown[];
let follow: (listener: Listener) => () => void;
/** Another tab says something. */
const hear = (data: unknown) => channels.forEach(({ onmessage }) => onmessage?.({ data }));
const pagesOf = ({ url }: Stream) => new URL(url, "http://portal").searchParams.getAll("page");
const open = () => streams.filter(({ readyState }) => readyState !== Stream.CLOSED);
const listening = (page: string, heard: (news: News) => void = () => undefined) =>
  follow({ page, heard, turned: () => undefined });

beforeEach(async () => {
  [streams, channels, said] = [[], [], []];
  vi.useFakeTimers();
  vi.stubGlobal("EventSource", Stream);
  vi.stubGlobal("BroadcastChannel", Channel);
  Object.defineProperty(navigator, "locks", {
    configurable: true,
    value: { request: (_name: string, _options: object, lead: () => Promise<void>) => lead() },
  });
  vi.resetModules();
  follow = (await import("./news")).followNews;
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it("the stream names the tenant's or instance's page that is open, and no other kind of page", () => {
  const end = listening("/tenants/acme/redis/cache");
  listening("/requests/7");
  expect(streams.map(pagesOf)).toEqual([["/tenants/acme/redis/cache"]]);
  end();
});

it("the stream is opened anew when another page is open, and the old one tells until then", () => {
  const news: News[] = [];
  const end = listening("/tenants/acme");
  streams[0]?.onopen?.();
  end();
  listening("/tenants/acme/redis/cache", (one) => news.push(one));
  vi.advanceTimersByTime(299);
  expect(streams).toHaveLength(1);
  vi.advanceTimersByTime(1);
  expect(streams.map(pagesOf)).toEqual([["/tenants/acme"], ["/tenants/acme/redis/cache"]]);
  expect(open()).toHaveLength(2);
  streams[0]?.onmessage?.({ data: '["/tenants"]' });
  streams[1]?.onopen?.();
  expect(open()).toEqual([streams[1]]);
  expect(news).toEqual([["/tenants"]]);
});

it("no stream stays behind, however fast pages are opened one after the other", () => {
  for (const page of ["/tenants/a", "/tenants/b", "/tenants/c"]) {
    const end = listening(page);
    vi.advanceTimersByTime(300);
    end();
  }
  expect(open()).toHaveLength(3);
  streams[1]?.onopen?.();
  expect(open()).toEqual([streams[1], streams[2]]);
  streams[2]?.onopen?.();
  expect(open()).toEqual([streams[2]]);
});

it("the stream names what other tabs have open as long as they do, and the same page once", () => {
  listening("/tenants/acme");
  hear({ tab: "other", pages: ["/tenants/globex"] });
  hear({ tab: "third", pages: ["/tenants/acme"] });
  vi.advanceTimersByTime(300);
  expect(pagesOf(streams[1] as Stream)).toEqual(["/tenants/acme", "/tenants/globex"]); // opened just now
  hear({ tab: "third", pages: [] });
  vi.advanceTimersByTime(300);
  expect(streams).toHaveLength(2);
  hear({ tab: "other", pages: [] });
  vi.advanceTimersByTime(300);
  expect(pagesOf(streams[2] as Stream)).toEqual(["/tenants/acme"]); // opened just now
});

it("a tab that gets the stream asks the others what they have open", () => {
  listening("/tenants/acme");
  expect(said).toContainEqual({ say: "who" });
});
