import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, expect, vi } from "vitest";
import type { FormModel } from "@/lib/domain/form-model";
import type { JsonObject } from "@/lib/domain/json";
import { buildManifest } from "@/lib/manifest/build";
import { formSchemaOf } from "@/lib/schema/form-schema";
import { validatorModule } from "@/lib/schema/validator-module";
import { doing, eventually, manifest, settle } from "./acting";
import { modelFor } from "./sample-model";
import { ServiceForm } from "./service-form";

/**
 * The form of a chart from elsewhere.
 * @param rest more of the schema, beside its properties
 */
export function foreign(properties: JsonObject, required: string[] = [], rest: JsonObject = {}): FormModel {
  const text = { type: "string" };
  const form = formSchemaOf({
    ...rest,
    type: "object",
    required: ["tenant", "name", ...required],
    properties: { tenant: text, name: text, ...properties },
  });
  const code = Buffer.from(validatorModule(form)).toString("base64");
  return modelFor({
    form,
    validatorUrl: `data:text/javascript;base64,${code}`,
    start: { tenant: "acme", name: "orders" },
  });
}

/** The edit form of an instance of such a chart, whose file states `values`. */
export function foreignEdit(properties: JsonObject, values: JsonObject, part: Partial<FormModel> = {}): FormModel {
  const model = foreign(properties);
  const target = { type: "instance", tenant: "acme", service: "postgres", name: "orders" } as const;
  const file = { text: buildManifest(model.platform, model.service.kind, target, values), values };
  return { ...model, mode: "update", target, start: values, file, before: file, ...part };
}

let root: Root;
/** What was sent so far, by the running test. */
export let sent: JsonObject[] = [];
beforeEach(() => {
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  localStorage.clear();
  // jsdom has no layout, so nothing in it scrolls.
  Element.prototype.scrollIntoView = () => undefined;
  document.body.innerHTML = "<main></main>";
  sent = [];
  vi.stubGlobal("fetch", (url: string, init?: { body?: string }) => {
    if (url.startsWith("/api/names"))
      return Promise.resolve(Response.json({ releaseName: "orders-postgres", problems: [], clusterAsked: true }));
    const body = JSON.parse(init?.body ?? "{}") as JsonObject; // our own request
    sent.push(body);
    return Promise.resolve(Response.json({ code: "unavailable", message: "Later." }, { status: 503 }));
  });
});
afterEach(async () => {
  await close();
  vi.unstubAllGlobals();
});

/** Draws the form, and waits until it can be used. */
export const open = async (model: FormModel) => {
  const main = document.querySelector("main");
  if (!main) throw new Error("no page");
  root = createRoot(main);
  await doing(() => root.render(<ServiceForm model={model} />));
  // The validator and the writer arrive when they arrive.
  await eventually(() => expect(manifest()).toContain("apiVersion"));
  await eventually(() => expect(document.getElementById("f/name")).not.toBeNull());
  await settle();
};
/** Types into a field, over what was in it. */
export const type = async (id: string, text: string) => {
  const control = document.getElementById(id);
  if (control === null) throw new Error(`no field ${id}`);
  await doing(() => {
    control.focus();
    // React listens on the element's own property, so the text goes in behind it, as a browser's does.
    const prototype: object = Object.getPrototypeOf(control) as object; // the DOM's own
    Reflect.set(prototype, "value", text, control);
    control.dispatchEvent(new Event("input", { bubbles: true }));
  });
  await settle();
};
/** Presses the button of that name. */
export const press = async (name: string) => {
  const button = [...document.querySelectorAll("button")].find(
    (element) => (element.getAttribute("aria-label") ?? element.textContent) === name,
  );
  if (!button) throw new Error(`no button ${name}`);
  await doing(() => button.click());
  await settle(300);
};
/** Picks the radio button of that name. */
export const choose = async (name: string) => {
  const label = [...document.querySelectorAll("label")].find((element) => element.textContent === name);
  if (!label) throw new Error(`no choice ${name}`);
  await doing(() => label.querySelector("input")?.click());
  await settle();
};
/** What a field shows; null where there is none. */
export const fieldValue = (id: string) => {
  const control = document.getElementById(id);
  return control instanceof HTMLInputElement || control instanceof HTMLTextAreaElement ? control.value : null;
};

/** Takes the form away, as a page that is left does. */
export const close = () => doing(() => root.unmount());
