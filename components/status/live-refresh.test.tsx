// @vitest-environment jsdom
import { act } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { News } from "@/lib/domain/news";
import { LiveRefresh } from "./live-refresh";
import type { Listener } from "./news";

const refresh = vi.hoisted(() => vi.fn());
vi.mock("next/navigation", () => ({ useRouter: () => ROUTER }));
const ROUTER = { refresh };
const following = vi.hoisted(() => new Set<Listener>());
vi.mock("./news", () => ({
  followNews: (listener: Listener) => {
    following.add(listener);
    return () => following.delete(listener);
  },
}));
const hear = (news: News) => settled(() => following.forEach(({ heard }) => heard(news)));

let root: Root;
let version = "1";
const asked = vi.fn(() => Promise.resolve(Response.json({ version })));
/** Does something and lets what it promised come to pass. */
const settled = (work: () => unknown) =>
  act(async () => {
    work();
    await Promise.resolve();
  });
const show = (page: { version: string; moving?: boolean }) =>
  settled(() => root.render(<LiveRefresh path="/tenants" moving={false} say="" {...page} />));
const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));

beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  vi.useFakeTimers();
  vi.stubGlobal("fetch", asked);
  Object.defineProperty(document, "visibilityState", { configurable: true, value: "visible" });
  version = "1";
  refresh.mockClear();
  asked.mockClear();
  root = createRoot(document.createElement("div"));
});
afterEach(async () => {
  await settled(() => root.unmount());
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it("asks nothing for a page that was just loaded", async () => {
  await show({ version: "1" });
  await pass(1_900);
  expect(asked).not.toHaveBeenCalled();
});

it("misses no change from the moment on that the page was made at", async () => {
  version = "2";
  await show({ version: "1" });
  await pass(2_000);
  expect(refresh).toHaveBeenCalledTimes(1);
});

it("renders once for a change, and goes on from what is shown then", async () => {
  await show({ version: "1" });
  version = "2";
  await pass(2_000);
  await show({ version: "2" });
  await pass(60_000);
  expect(refresh).toHaveBeenCalledTimes(1);
  expect(asked.mock.calls.length).toBeGreaterThan(3);
});

it("looks at once when the tab is seen again", async () => {
  await show({ version: "1" });
  version = "2";
  await settled(() => document.dispatchEvent(new Event("visibilitychange")));
  expect(refresh).toHaveBeenCalledTimes(1);
});

it("renders at once when the news are about its page, and not for another's", async () => {
  await show({ version: "1" });
  await hear(["/tenants/acme"]);
  await pass(1_000);
  expect(refresh).not.toHaveBeenCalled();
  await hear(["/tenants", "/tenants/acme"]);
  await pass(0);
  expect(refresh).toHaveBeenCalledTimes(1);
});

it("asks soon when the news may be about any page, and renders only for a change", async () => {
  await show({ version: "1" });
  await hear(null);
  await pass(300);
  expect(asked).toHaveBeenCalledTimes(1);
  expect(refresh).not.toHaveBeenCalled();
  version = "2";
  await hear(null);
  await pass(300);
  expect(refresh).toHaveBeenCalledTimes(1);
});

it("asks soon when the repository is another than the one that it shows, and not when it is the same", async () => {
  await show({ version: "1|ready" });
  await hear("1");
  await pass(300);
  expect(asked).not.toHaveBeenCalled();
  version = "2";
  await hear("2");
  await pass(300);
  expect(refresh).toHaveBeenCalledTimes(1);
});

it("is rendered once for news that come all the time, until it could be read", async () => {
  await show({ version: "1" });
  for (let second = 0; second < 4; second++) {
    await hear(["/tenants"]);
    await pass(1_000);
  }
  expect(refresh).toHaveBeenCalledTimes(1);
  await pass(2_000);
  expect(refresh).toHaveBeenCalledTimes(2);
});

it("renders once more for news that came while it was being rendered", async () => {
  await show({ version: "1" });
  await hear(["/tenants"]);
  await pass(0);
  await hear(["/tenants"]);
  version = "2";
  await show({ version });
  await pass(5_000);
  expect(refresh).toHaveBeenCalledTimes(2);
});

it("asks rarely by itself while it is told of changes, and as before when the stream is lost", async () => {
  await show({ version: "1" });
  await settled(() => following.forEach(({ turned }) => turned(true)));
  await pass(29_000);
  expect(asked).not.toHaveBeenCalled();
  await settled(() => following.forEach(({ turned }) => turned(false)));
  await pass(2_000);
  expect(asked).toHaveBeenCalledTimes(1);
});
