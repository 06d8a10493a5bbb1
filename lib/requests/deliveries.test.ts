import { createHmac } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { openDeliveries } from "./deliveries";

const SECRET = "a secret of the tests";
const body = (text: string) => new TextEncoder().encode(text);
const signed = (text: string, secret = SECRET) => `sha256=${createHmac("sha256", secret).update(text).digest("hex")}`;

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe("a delivery from GitHub", () => {
  it("that is signed leads to a look at once", () => {
    const hint = vi.fn();
    openDeliveries(SECRET, hint).take(body("{}"), signed("{}"));
    expect(hint).toHaveBeenCalledTimes(1);
  });

  it("is verified as GitHub's own example says", () => {
    const hint = vi.fn();
    openDeliveries("It's a Secret to Everybody", hint).take(
      body("Hello, World!"),
      "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
    );
    expect(hint).toHaveBeenCalledTimes(1);
  });

  it.each<[string, string | null]>([
    ["no signature", null],
    ["an empty one", ""],
    ["one made with another secret", signed("{}", "another")],
    ["one of another body", signed("{ }")],
    ["one that is cut", signed("{}").slice(0, -1)],
    ["one with more after it", `${signed("{}")}0`],
    ["one in capitals", signed("{}").toUpperCase()],
    ["the older kind", "sha1=0123456789012345678901234567890123456789"],
  ])("with %s is refused with the way out, and nobody looks", (_, signature) => {
    const hint = vi.fn();
    expect(() => openDeliveries(SECRET, hint).take(body("{}"), signature)).toThrow("GITHUB_WEBHOOK_SECRET_FILE");
    expect(hint).not.toHaveBeenCalled();
  });

  it("that comes in a flood costs a look a second, and one more after the last", () => {
    const hint = vi.fn();
    const deliveries = openDeliveries(SECRET, hint, 1_000);
    for (let at = 0; at < 500; at += 1) deliveries.take(body("{}"), signed("{}"));
    expect(hint).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(1_000);
    expect(hint).toHaveBeenCalledTimes(2);
    vi.advanceTimersByTime(10_000);
    expect(hint).toHaveBeenCalledTimes(2);
    deliveries.take(body("{}"), signed("{}"));
    expect(hint).toHaveBeenCalledTimes(3);
  });
});
