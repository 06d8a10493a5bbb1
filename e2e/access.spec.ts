import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { APIRequestContext } from "@playwright/test";
import { ASKING, TABLE } from "./access-table";
import { platformCopy } from "./harness/platform-copy";
import { leave, newPlace, type Place, type RunningPortal, startPortal } from "./harness/portal";
import { mainOf, pushFiles, schemaHashOf, tenantText, webappText } from "./harness/releases";
import { ROOT } from "./harness/root";
import { apiAs, expect, test } from "./harness/test";
import { type RunningWayIn, startWayIn, WAYS_IN } from "./harness/ways-in";

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

for (const way of WAYS_IN)
  test.describe(`access of people of ${way}`, () => {
    test.describe.configure({ timeout: 180_000 });
    const platform = platformCopy();
    let entrance: RunningWayIn;
    let place: Place;
    let portal: RunningPortal;
    let people: APIRequestContext[];

    test.beforeAll(async () => {
      place = await newPlace();
      entrance = await startWayIn(way, `http://localhost:${place.port}`);
      portal = await startPortal(place);
      if (way !== "development") {
        // The example is there, with its owners and its request. Now this provider's people have their names, so that the table
        // is the same for everybody.
        await portal.stop();
        platform.edit("platform.yaml", (text) =>
          text
            .replace("  development: {", "  before: {")
            .replaceAll("dev:", "was:")
            .replaceAll(`"${way}:"`, '"dev:"')
            .replace('"was:platform-admin"', '"dev:platform-admin"'),
        );
        const variables = { ...entrance.variables, PLATFORM_DIR: platform.folder, DEVELOPMENT_SIGN_IN: "off" };
        portal = await startPortal(place, variables);
      }
      pushFiles(place.dataDirectory, {
        "watched/manifest.yaml": tenantText("watched", { "dev:requester": "view", "dev:tenant-owner": "edit" }),
        "watched/webapp/shop/manifest.yaml": webappText("watched", "shop"),
        "foreign/manifest.yaml": tenantText("foreign", { "dev:somebody-else": "admin" }),
        "foreign/webapp/shop/manifest.yaml": webappText("foreign", "shop"),
      });
      people = [];
      // One after the other: a provider signs in one person at a time.
      for (const who of ASKING) people.push(await (who === "nobody" ? apiAs(portal.url, null) : entrance.as(who)));
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
      await entrance.close();
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
