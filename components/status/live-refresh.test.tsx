// @vitest-environment jsdom
import { act } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { LiveRefresh } from "./live-refresh";

const refresh = vi.hoisted(() => vi.fn());
vi.mock("next/navigation", () => ({ useRouter: () => ROUTER }));
const ROUTER = { refresh };

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
