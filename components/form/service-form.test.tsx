// @vitest-environment jsdom
import { createRoot, type Root } from "react-dom/client";
import { renderToString } from "react-dom/server";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { FormModel } from "@/lib/domain/form-model";
import { doing, eventually, manifest, settle } from "./acting";
import { clearDrafts } from "./drafts";
import { editing, FILE, modelFor, VALUES } from "./sample-model";
import { ServiceForm } from "./service-form";

/** Types into a control. React listens on the element's own property, so the text goes in behind it, as a browser's does. */
function enter(prototype: object, control: HTMLElement, text: string): void {
  Reflect.set(prototype, "value", text, control);
  control.dispatchEvent(new Event("input", { bubbles: true }));
}

describe("the form", () => {
  let root: Root;
  let answers: ((body: Record<string, unknown>) => Response)[];
  let sent: Record<string, unknown>[];

  beforeEach(() => {
    vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
    localStorage.clear();
    // jsdom has no layout, so nothing in it scrolls.
    Element.prototype.scrollIntoView = () => undefined;
    document.body.innerHTML = "<main></main>";
    answers = [];
    sent = [];
    vi.stubGlobal("fetch", (url: string, init?: { body?: string }) => {
      if (url.startsWith("/api/names"))
        return Promise.resolve(Response.json({ releaseName: "orders-postgres", problems: [], clusterAsked: true }));
      const body = JSON.parse(init?.body ?? "{}") as Record<string, unknown>; // our own request
      sent.push(body);
      const answer = answers.shift();
      return answer ? Promise.resolve(answer(body)) : Promise.reject(new TypeError("fetch failed"));
    });
  });
  afterEach(async () => {
    await doing(() => root.unmount());
    vi.unstubAllGlobals();
  });

  const open = async (model: FormModel) => {
    const main = document.querySelector("main");
    if (!main) throw new Error("no page");
    root = createRoot(main);
    await doing(() => root.render(<ServiceForm model={model} />));
    // The validator and the writer arrive when they arrive.
    await eventually(() => expect(manifest()).toContain("apiVersion"));
    await settle();
  };
  const field = (id: string) => {
    const element = document.getElementById(id);
    if (!(element instanceof HTMLInputElement)) throw new Error(`no field ${id}`);
    return element;
  };
  const type = async (id: string, text: string) => {
    const input = field(id);
    await doing(() => {
      input.focus();
      enter(HTMLInputElement.prototype, input, text);
    });
    await settle();
  };
  const leave = async (id: string) => {
    await doing(() => field(id).blur());
    await settle();
  };
  const press = async (name: string) => {
    const button = [...document.querySelectorAll("button")].find(
      (element) => (element.getAttribute("aria-label") ?? element.textContent) === name,
    );
    if (!button) throw new Error(`no button ${name}`);
    await doing(() => button.click());
    await settle(300);
  };
  const errorOf = (id: string) => document.getElementById(`${id}-error`)?.textContent ?? null;

  it("is drawn on the server already, with the defaults in its fields", () => {
    root = createRoot(document.createElement("div"));
    const html = renderToString(<ServiceForm model={modelFor()} />);
    expect(html).toContain('value="20Gi"');
    expect(html).toContain("Advanced");
  });

  it("shows defaults, and states only what the person set", async () => {
    await open(modelFor());
    await type("f/name", "orders");
    await type("f/storage", "40Gi");
    expect(manifest()).toContain("storage: 40Gi");
    expect(manifest()).not.toContain("instances");
    await type("f/storage", "20Gi");
    expect(manifest()).not.toContain("storage");
  });

  it("keeps stating what the file stated, and changes no other line", async () => {
    await open(editing());
    await type("f/storage", "40Gi");
    expect(manifest()).toContain("storage: 40Gi # asked for by the team");
    expect(manifest()).toContain("# why it is here");
    await type("f/storage", "20Gi");
    expect(manifest()).toBe(FILE.trimEnd());
  });

  it("says what is wrong once the field was left, then follows the typing", async () => {
    await open(modelFor());
    await type("f/instances", "9");
    expect(errorOf("f/instances")).toBeNull();
    await leave("f/instances");
    await eventually(() => expect(errorOf("f/instances")).toContain("9"));
    expect(field("f/instances").getAttribute("aria-invalid")).toBe("true");
    expect(field("f/instances").getAttribute("aria-describedby")).toContain("f/instances-error");
    await type("f/instances", "3");
    expect(errorOf("f/instances")).toBeNull();
  });

  it("an emptied field stays empty while it is typed in, and goes back to its default when it is left", async () => {
    await open(modelFor());
    await type("f/storage", "");
    expect(field("f/storage").value).toBe("");
    await leave("f/storage");
    expect(field("f/storage").value).toBe("20Gi");
    expect(document.getElementById("f/storage-note")?.textContent).toBe("Back to its default, 20Gi.");
  });

  it("an emptied field without a default is not stated any more", async () => {
    await open(modelFor());
    await type("f/note", "a: *b");
    expect(manifest()).toContain('note: "a: *b"');
    await type("f/note", "");
    await leave("f/note");
    expect(manifest()).not.toContain("note");
  });

  it("does not send what the schema refuses, and leads to every field that is wrong, folded ones too", async () => {
    await open(modelFor());
    await type("f/collation", "C-1");
    await press("Send request");
    expect(sent).toEqual([]);
    const summary = document.querySelector('[role="alert"]');
    expect(summary?.textContent).toContain("2 things to change before this can be sent");
    expect(document.activeElement).toBe(summary);
    expect([...(summary?.querySelectorAll("a") ?? [])].map((link) => link.getAttribute("href"))).toEqual([
      "#f/name",
      "#f/collation",
    ]);
    await doing(() => summary?.querySelectorAll("a")[1]?.click());
    await settle();
    expect(document.querySelector("details")?.open).toBe(true);
  });

  it("puts the server's problems at their fields, and sends again under the same key", async () => {
    await open(modelFor());
    await type("f/name", "orders");
    const problem = { code: "quota", pointer: "/storage", label: "Storage", message: "The quota is used up." };
    answers = [() => Response.json({ code: "invalid", message: "1 problem.", problems: [problem] }, { status: 422 })];
    await press("Send request");
    expect(errorOf("f/storage")).toContain("The quota is used up.");
    await press("Send request");
    expect(sent.map(({ key }) => key)).toEqual(["k1", "k1"]);
    expect(document.body.textContent).toContain("it can't become two requests");
    expect(sent[1]).toMatchObject({ type: "create", tenant: "acme", name: "orders", base: "b1", schemaHash: "s1" });
  });

  it("brings a draft back after a reload, and forgets it when the person discards it", async () => {
    await open(modelFor());
    await type("f/name", "orders");
    await settle(600);
    await doing(() => root.unmount());
    await open(modelFor({ key: "k2" }));
    expect(field("f/name").value).toBe("orders");
    expect(document.body.textContent).toContain("was restored");
    await press("Discard draft");
    expect(field("f/name").value).toBe("");
    expect(localStorage).toHaveLength(0);
  });

  it("keeps nothing of what was typed just before the person signed out", async () => {
    await open(modelFor());
    await type("f/name", "orders");
    clearDrafts();
    await type("f/name", "orders-2");
    window.dispatchEvent(new Event("pagehide"));
    await settle(600);
    expect(localStorage).toHaveLength(0);
  });

  it("lets the person choose when the manifest changed under their draft, and keeps both changes", async () => {
    await open(editing());
    await type("f/instances", "3");
    await settle(600);
    await doing(() => root.unmount());
    const text = FILE.replace("20Gi", "50Gi");
    const values = { ...VALUES, storage: "50Gi" };
    await open(editing({ base: "b2", start: values, file: { text, values }, before: { text, values } }));
    expect(document.body.textContent).toContain("The manifest changed since you began your draft");
    expect(field("f/instances").value).toBe("1");
    await press("Put my changes on top");
    expect(field("f/instances").value).toBe("3");
    expect(field("f/storage").value).toBe("50Gi");
  });

  it("names a key that the schema refuses, and removes it only when asked to", async () => {
    const values = { ...VALUES, sise: "large" };
    const text = `${FILE}    sise: large\n`;
    await open(editing({ start: values, file: { text, values }, before: { text, values } }));
    expect(manifest()).toContain("sise: large");
    await press("Send request");
    expect(sent).toEqual([]);
    await press("Remove it as part of this request");
    await press("Send request");
    expect(sent[0]).toMatchObject({ remove: ["/sise"], values: VALUES });
  });

  it("adds, moves and removes items of a list by buttons that are named after them", async () => {
    await open(modelFor());
    await press("Add host");
    await type("f/hosts/0", "alpha");
    await press("Add host");
    await type("f/hosts/1", "beta");
    await press("Move beta up");
    expect(manifest()).toMatch(/- beta\n\s+- alpha/);
    await press("Remove beta");
    expect(manifest()).toMatch(/hosts:\n\s+- alpha$/);
  });

  it("goes to the text and back, and keeps what was written by hand", async () => {
    await open(editing());
    await press("Edit as YAML");
    const area = document.querySelector("textarea");
    if (!area) throw new Error("no text");
    await doing(() => {
      enter(HTMLTextAreaElement.prototype, area, `${FILE}    # by hand\n    instances: 2\n`);
    });
    await press("Back to the form");
    expect(field("f/instances").value).toBe("2");
    await type("f/instances", "4");
    await press("Send request");
    expect(sent[0]?.text).toBe(`${FILE}    # by hand\n    instances: 4\n`);
    expect(sent[0]).not.toHaveProperty("values");
  });

  it("opens a file that can't be read as text, with what is wrong with it", async () => {
    const main = document.querySelector("main");
    if (!main) throw new Error("no page");
    root = createRoot(main);
    const file = { text: "a: [", values: null };
    const problems = [{ code: "bad-yaml", pointer: null, label: null, message: "Line 1 is not valid YAML." }];
    await doing(() => root.render(<ServiceForm model={editing({ start: {}, file, before: file, problems })} />));
    await settle();
    expect(document.querySelector("textarea")?.value).toBe("a: [");
    expect(document.body.textContent).toContain("Line 1 is not valid YAML.");
  });
});
