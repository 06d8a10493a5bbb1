import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { APIRequestContext } from "@playwright/test";
import { ASKING, TABLE } from "./access-table";
import { leave, newPlace, type Place, type RunningPortal, startPortal } from "./harness/portal";
import { mainOf, pushFiles, schemaHashOf, tenantText, webappText } from "./harness/releases";
import { ROOT } from "./harness/root";
import { apiAs, expect, test } from "./harness/test";

const METHOD = /^export (?:async function|function|const) (GET|POST|PUT|PATCH|DELETE)\b/gm;

function filesBelow(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" }).map((name) => `${folder}/${name}`);
}

test.describe("the table", () => {
  const routes = filesBelow("app").filter((file) => /\/(page\.tsx|route\.ts)$/.test(file));

  test("has a row for every page and for every method of every route handler", () => {
    const methods = routes.flatMap((file) => {
      const source = readFileSync(join(ROOT, file), "utf8");
      const route = file.replace(/^app\//, "");
      return route.endsWith("page.tsx")
        ? [`GET ${route}`]
        : [...source.matchAll(METHOD)].map(([, method]) => `${method} ${route}`);
    });
    expect(methods.length).toBeGreaterThan(20);
    const rows = new Set(TABLE.map(({ method, route }) => `${method} ${route}`));
    expect(
      methods.filter((route) => !rows.has(route)),
      "without a row",
    ).toEqual([]);
    expect(
      [...rows].filter((row) => !methods.includes(row)),
      "rows of routes that are gone",
    ).toEqual([]);
  });

  test("knows every way in: there are no server actions", () => {
    const sources = ["app", "components", "lib"].flatMap(filesBelow).filter((file) => /\.tsx?$/.test(file));
    const actions = sources.filter((file) => /^\s*["']use server["']/m.test(readFileSync(join(ROOT, file), "utf8")));
    expect(actions).toEqual([]);
  });
});

test.describe("access", () => {
  let place: Place;
  let portal: RunningPortal;
  let people: APIRequestContext[];

  test.beforeAll(async () => {
    place = await newPlace();
    portal = await startPortal(place);
    pushFiles(place.dataDirectory, {
      "watched/manifest.yaml": tenantText("watched", { "dev:requester": "view", "dev:tenant-owner": "edit" }),
      "watched/webapp/shop/manifest.yaml": webappText("watched", "shop"),
      "foreign/manifest.yaml": tenantText("foreign", { "dev:somebody-else": "admin" }),
      "foreign/webapp/shop/manifest.yaml": webappText("foreign", "shop"),
    });
    people = await Promise.all(ASKING.map((who) => apiAs(portal.url, who === "nobody" ? null : who)));
    // Requests 2 and 3.
    for (const [index, name] of [
      [2, "theirs"],
      [3, "admins"],
    ] as const) {
      const answer = await people[index]?.post("/api/requests", {
        data: {
          key: `access-${name}`,
          type: "create",
          service: "tenant",
          tenant: name,
          name,
          base: mainOf(place.dataDirectory),
          schemaHash: schemaHashOf("tenant"),
          values: { name, owners: [{ kind: "User", name: `dev:${ASKING[index]}`, role: "admin" }] },
        },
      });
      expect(answer?.status(), await answer?.text()).toBe(201);
    }
  });

  test.afterAll(async () => {
    await portal.stop();
    await leave(place);
  });

  for (const { method, path, body, gets } of TABLE) {
    test(`${method} ${path}${body ? ` ${[body.type, body.service, body.tenant, body.name].filter(Boolean).join(" ")}` : ""} → ${gets.join(" ")}`, async () => {
      const url = path.replace("HASH", schemaHashOf("webapp"));
      const form = path.startsWith("/api/auth/");
      const statuses = await Promise.all(
        people.map(async (person, index) => {
          const data = {
            schemaHash: "of an older form",
            key: `key-of-${ASKING[index]}`,
            base: mainOf(place.dataDirectory),
            ...body,
          };
          const sent = method === "POST" ? (form ? { form: {} } : { data }) : {};
          return (await person.fetch(url, { method, maxRedirects: 0, ...sent })).status();
        }),
      );
      expect(statuses).toEqual([...gets]);
    });
  }
});
