import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { respond } from "@/app/api/respond";
import type { JsonObject } from "@/lib/domain/json";
import type { SendRequest } from "@/lib/domain/send-request";
import { SECRET_PATTERNS, SECRET_SENTENCES } from "@/lib/schema/secret";
import { requestsOn } from "@/tests/support/requests-made";
import { people, serviceMade, UseCasePortal } from "@/tests/support/use-case-portal";
import { openEditForm } from "./open-edit-form";
import { readRequest } from "./read-request";
import { submitRequest } from "./submit-request";

const { requester, admin } = people;
const ORDERS = "acme/postgres/orders/manifest.yaml";
const TARGET = { type: "instance" as const, tenant: "acme", service: "postgres", name: "orders" };
const LITERAL = "Hunter2 s3cr3t!";
const SECRET: JsonObject = { name: "orders-login", key: "password" };

const part = (which: "name" | "key"): JsonObject => ({
  type: "string",
  minLength: 1,
  pattern: `^${SECRET_PATTERNS[which]}$`,
  "x-secret": which,
});

let portal: UseCasePortal;
let written: string[];
beforeEach(async () => {
  portal = await UseCasePortal.withAcme();
  portal.offer(
    serviceMade(
      "postgres",
      {
        tenant: { type: "string" },
        name: { type: "string" },
        instances: { type: "integer", default: 1 },
        password: {
          title: "Password",
          type: "object",
          "x-secret": "reference",
          additionalProperties: false,
          required: ["name", "key"],
          properties: { name: part("name"), key: part("key") },
        },
      },
      "Cluster",
    ),
  );
  written = [];
  for (const stream of [process.stdout, process.stderr])
    vi.spyOn(stream, "write").mockImplementation((text) => {
      written.push(String(text));
      return true;
    });
});
afterEach(async () => {
  vi.restoreAllMocks();
  await portal.close();
});

const { change } = requestsOn(() => portal);
const update = (more: Partial<SendRequest>) => portal.body("update", "postgres", "acme", "orders", more);

describe("a secret that somebody enters where one is to be named", () => {
  it.each<[string, () => Promise<SendRequest>]>([
    ["in the form", () => update({ values: { password: LITERAL } })],
    ["as the name", () => update({ values: { password: { name: LITERAL, key: "a" } } })],
    ["as the key", () => update({ values: { password: { name: "a", key: LITERAL } } })],
    ["as a key beside them", () => update({ values: { password: { name: "a", key: "b", [LITERAL]: true } } })],
    ["in YAML", () => update({ text: portal.manifest(ORDERS, { password: LITERAL }) })],
    ["in YAML that can't be read", () => update({ text: `spec:\n  values:\n    password: |${LITERAL}\n` })],
    ["in YAML as an alias", () => update({ text: `spec:\n  values:\n    password: *${LITERAL}\n` })],
    [
      "of something new whose name is wrong, too",
      () => portal.body("create", "postgres", "acme", "Bad Name", { values: { password: LITERAL } }),
    ],
  ])("is refused, and is in no answer, no log and no commit: %s", async (_how, body) => {
    const before = await portal.releases.requests();
    const response = await respond(async () => ({ body: await submitRequest(portal.deps, requester, await body()) }));
    const said = await response.text();
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(response.status).toBeLessThan(500);
    expect(said).not.toMatch(/Hunter2|s3cr3t/);
    expect(written.join("")).not.toMatch(/Hunter2|s3cr3t/);
    expect(await portal.releases.requests()).toEqual(before);
  });

  it("is refused with a sentence that says what to do instead", async () => {
    const response = await respond(async () => ({
      body: await submitRequest(portal.deps, requester, await update({ values: { password: LITERAL } })),
    }));
    expect(await response.json()).toMatchObject({
      problems: [{ code: "secret", pointer: "/password", label: "Password", message: SECRET_SENTENCES.reference }],
    });
  });

  it("is in no sentence about two changes that collide", async () => {
    const base = (await portal.releases.main()).commit;
    await portal.put(ORDERS, { password: SECRET });
    const text = portal.manifest(ORDERS, { password: LITERAL });
    const response = await respond(async () => ({
      body: await submitRequest(portal.deps, requester, await update({ text, base })),
    }));
    expect(response.status).toBe(409);
    expect(await response.text()).not.toMatch(/Hunter2|s3cr3t/);
  });

  it("that was committed by hand is not merged, and in no sentence about the request", async () => {
    const number = await change({ values: { password: SECRET } });
    await portal.push(number, ORDERS, portal.manifest(ORDERS, { password: LITERAL }));
    const { problems, change: sentence, timeline, title } = await readRequest(portal.deps, admin, { number });
    expect(problems).toMatchObject([{ code: "secret", pointer: "/password" }]);
    expect(JSON.stringify([problems, sentence, timeline, title])).not.toMatch(/Hunter2|s3cr3t/);
  });

  it("that a file on main holds is named when its form is opened, and not repeated", async () => {
    await portal.push("main", ORDERS, portal.manifest(ORDERS, { password: LITERAL }));
    const { model } = await openEditForm(portal.deps, requester, { target: TARGET });
    expect(model.problems).toMatchObject([{ code: "secret", pointer: "/password" }]);
    expect(JSON.stringify(model.problems)).not.toMatch(/Hunter2|s3cr3t/);
  });

  it("is no secret when it names one", async () => {
    await expect(change({ values: { password: SECRET } })).resolves.toBeGreaterThan(0);
  });
});
