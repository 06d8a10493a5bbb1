import { describe, expect, it } from "vitest";
import { shared } from "./shared";

describe("a shared question", () => {
  it("is asked once by everybody who asks at the same time", async () => {
    let asked = 0;
    const ask = shared(() => Promise.resolve(++asked));
    expect(await Promise.all([ask(), ask(), ask()])).toEqual([1, 1, 1]);
  });

  it("is asked anew once it was answered, also by a refusal", async () => {
    let asked = 0;
    const ask = shared(() => (++asked === 1 ? Promise.reject(new Error("no")) : Promise.resolve(asked)));
    await expect(Promise.all([ask(), ask()])).rejects.toThrow("no");
    expect(await ask()).toBe(2);
    expect(await ask()).toBe(3);
  });
});
