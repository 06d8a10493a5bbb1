import { describe, expect, it, vi } from "vitest";
import type { Problem } from "@/lib/domain/problem";
import { createFormStore, mayShow } from "./form-store";

const problem = (pointer: string | null, message = "Wrong."): Problem => ({
  code: "wrong",
  pointer,
  label: pointer?.slice(1) ?? null,
  message,
});

describe("the state of an open form", () => {
  it("a problem shows once its field was left, not while it is first typed into", () => {
    const store = createFormStore({ name: "" }, ["name"]);
    store.judged({ name: "" }, [problem("/name")]);
    expect(mayShow(store.get(), "/name")).toBe(false);
    store.touch("/name");
    expect(mayShow(store.get(), "/name")).toBe(true);
    expect(mayShow(store.get(), "/size")).toBe(false);
  });

  it("every problem shows after a refused send", () => {
    const store = createFormStore({}, []);
    store.attempt();
    expect(mayShow(store.get(), "/anything")).toBe(true);
  });

  it("a problem of the server stays until its own field changes", () => {
    const store = createFormStore({ storage: "30Gi", size: "small" }, ["storage", "size"]);
    store.refused([problem("/storage", "The quota allows 10Gi.")]);
    store.change({ storage: "30Gi", size: "large" });
    expect(store.get().problems).toHaveLength(1);
    store.change({ storage: "10Gi", size: "large" });
    expect(store.get().problems).toEqual([]);
  });

  it("problems stand in the order of the form, each said once", () => {
    const store = createFormStore({ a: 1, b: 2 }, ["a", "b"]);
    store.refused([problem("/a"), problem(null, "Main has moved.")]);
    store.judged({ a: 1, b: 2 }, [problem("/b"), problem("/a")]);
    expect(store.get().problems.map(({ pointer }) => pointer)).toEqual(["/a", "/b", null]);
  });

  it("a key that is taken out is gone from the values, and comes back with what was typed meanwhile", () => {
    const store = createFormStore({ size: "small", sise: "large" }, ["size"]);
    store.remove(["/sise"]);
    expect(store.get().values).toEqual({ size: "small" });
    store.change({ size: "medium", sise: "large" });
    expect(store.get().values).toEqual({ size: "medium" });
    store.remove([]);
    expect(store.get().values).toEqual({ size: "medium", sise: "large" });
  });

  it("what was said about items by their position is forgotten when they move", () => {
    const store = createFormStore({ list: ["a", "b"] }, ["list"]);
    store.touch("/list/0");
    store.touch("/name");
    store.shifted("/list");
    expect([...store.get().touched]).toEqual(["/name"]);
  });

  it("saying the same again wakes nobody", () => {
    const store = createFormStore({}, []);
    store.touch("/a");
    store.note("/a", "Back to its default.");
    const listener = vi.fn();
    store.subscribe(listener);
    store.touch("/a");
    store.note("/a", "Back to its default.");
    store.broken("/a", null);
    expect(listener).not.toHaveBeenCalled();
  });
});
