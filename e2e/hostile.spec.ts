import { cpSync } from "node:fs";
import { join } from "node:path";
import type { APIRequestContext } from "@playwright/test";
import { parseAllDocuments } from "yaml";
import { requestNumber, send } from "./harness/job";
import { ownPortal } from "./harness/own";
import { platformCopy } from "./harness/platform-copy";
import { checkRepository, fileOn, mainOf, openNumbers, pushFiles, schemaHashOf, tenantText } from "./harness/releases";
import { apiAs, expect, test } from "./harness/test";
import { textFieldsOf } from "./harness/text-fields";
import { bodyOf, type Sent } from "./harness/work";

// What people type is text, whatever it looks like: it is written as that text, or refused with a sentence.
const platform = platformCopy();
const portal = ownPortal(() => {
  // A service whose computed names can meet another's: big + big-redis, big-big + redis.
  const chart = join(platform.folder, "charts/big-redis");
  cpSync(join(platform.folder, "charts/redis"), chart, { recursive: true });
  platform.edit("charts/big-redis/Chart.yaml", (text) => text.replace("name: redis", "name: big-redis"));
  return { PLATFORM_DIR: platform.folder };
});
const TENANT = "hostile";
const OWNER = { kind: "User", name: "dev:requester", role: "admin" };

const HOSTILE: readonly string[] = [
  "a\nkind: Secret",
  "---\nkind: Secret",
  "{{ .Values.name }}",
  "*a",
  "&a !!binary aGk=",
  `"'\\`,
  "${x} $(id) `id`",
  "ключ 🔑 \u202etxt",
  "x".repeat(20_000),
  "no",
  "0755",
  "a: b # c",
];

let api: APIRequestContext;
test.beforeAll(async () => {
  pushFiles(portal.dataDirectory, {
    [`${TENANT}/manifest.yaml`]: tenantText(TENANT, { "dev:requester": "admin" }),
    "foreign/manifest.yaml": tenantText("foreign", { "dev:somebody-else": "admin" }),
  });
  api = await apiAs(portal.url, "requester");
});
test.afterAll(() => api.dispose());

interface Answer {
  status: number;
  number?: number;
  code?: string;
  message?: string;
  problems?: { pointer: string | null; message: string; link?: { href: string } }[];
}

async function post(sent: Sent): Promise<Answer> {
  const answer = await api.post("/api/requests", { data: bodyOf(portal.dataDirectory, sent) });
  return { status: answer.status(), ...((await answer.json()) as object) }; // every answer of the API is one
}

/** What the one document of a request's file says; fails when there are more, or anything beside what belongs there. */
function valuesSent(path: string, number: number | undefined): unknown {
  const text = fileOn(portal.dataDirectory, path, `requests/${number}`) ?? "";
  const documents = parseAllDocuments(text, { version: "1.1" });
  expect(documents, text).toHaveLength(1);
  const file = documents[0]?.toJS() as Record<string, Record<string, unknown>>; // looked at key by key
  expect(Object.keys(file), text).toEqual(["apiVersion", "kind", "metadata", "spec"]);
  expect(Object.keys(file.metadata ?? {})).toEqual(["name", "namespace"]);
  return file.spec?.values;
}

for (const service of ["tenant", "webapp", "postgres", "redis", "full-stack"]) {
  test(`every text field of ${service} writes a hostile text as that text, or refuses it with a sentence`, async () => {
    test.setTimeout(180_000);
    const fields = textFieldsOf(service);
    expect(fields.length).toBeGreaterThan(2);
    let written = 0;
    for (const [place, { label, valuesWith }] of fields.entries())
      await Promise.all(
        HOSTILE.map(async (text, nth) => {
          const name = `h-${place}-${nth}`;
          const isTenant = service === "tenant";
          // Somebody has to own a tenant, and whoever asks has to be able to see it.
          const values = { ...(isTenant ? { owners: [OWNER] } : { tenant: TENANT }), ...valuesWith(text), name };
          const answer = await post({ service, tenant: isTenant ? name : TENANT, name, values });
          const what = `${label} with ${JSON.stringify(text.slice(0, 30))}: ${JSON.stringify(answer).slice(0, 300)}`;
          if (answer.status === 201) {
            written += 1;
            const path = isTenant ? `${name}/manifest.yaml` : `${TENANT}/${service}/${name}/manifest.yaml`;
            expect(valuesSent(path, answer.number), what).toEqual(values);
            return;
          }
          expect(answer.status, what).toBe(422);
          const pointer = `/${label.replaceAll(".", "/").replaceAll("*", "0")}`;
          const said = answer.problems?.find((problem) => problem.pointer === pointer);
          expect(said?.message, what).toMatch(/^\p{Lu}.{10,}/u);
        }),
      );
    checkRepository(portal.dataDirectory);
    // Fields without a pattern take any text: there have to be some, or nothing was shown.
    if (service === "tenant" || service === "webapp") expect(written).toBeGreaterThan(5);
  });
}

test("what is typed into the form arrives in the manifest as it was typed", async ({ pageAs }) => {
  const typed = HOSTILE.filter((text) => !text.includes("\n") && text.length < 100);
  const page = await pageAs("requester", portal.url);
  await page.goto(`/services/webapp/new?tenant=${TENANT}`);
  await page.getByRole("textbox", { name: /^Name/ }).first().fill("typed");
  await page.getByRole("textbox", { name: /^Image/ }).fill("nginxinc/nginx-unprivileged:1.29");
  const list = page.getByRole("group", { name: "Environment variables", exact: true });
  for (const [place, text] of typed.entries()) {
    await page.getByRole("button", { name: "Add variable", exact: true }).click();
    await list.getByRole("textbox", { name: /^Name/ }).last().fill(`V${place}`);
    await list
      .getByRole("textbox", { name: /^Value/ })
      .last()
      .fill(text);
  }
  await send(page);
  expect(valuesSent(`${TENANT}/webapp/typed/manifest.yaml`, await requestNumber(page))).toMatchObject({
    env: typed.map((value, place) => ({ name: `V${place}`, value })),
  });
});

test.describe("names", () => {
  const redis = (name: string, tenant = TENANT): Sent => ({
    service: "redis",
    tenant,
    name,
    values: { tenant, name },
  });

  test("that would lead out of the folder are refused, and nothing is written", async () => {
    const before = [mainOf(portal.dataDirectory), ...openNumbers(portal.dataDirectory)];
    const escapes = [
      "..",
      "../..",
      "a/../../b",
      "/etc/passwd",
      "a/b",
      "%2e%2e",
      ".git",
      "a\u0000b",
      "",
      "A",
      "a b",
      "-a",
      "a\n",
      "a.b",
    ];
    for (const escape of escapes) {
      const places: Sent[] = [
        redis(escape),
        redis("fine", escape),
        { service: "tenant", tenant: escape, name: escape, values: { name: escape, owners: [OWNER] } },
      ];
      for (const sent of places) {
        const answer = await post(sent);
        const what = `${JSON.stringify(sent)}: ${JSON.stringify(answer)}`;
        expect([404, 409, 422], what).toContain(answer.status);
        expect(answer.message, what).toMatch(/^\p{Lu}.{10,}/u);
      }
    }
    expect([mainOf(portal.dataDirectory), ...openNumbers(portal.dataDirectory)]).toEqual(before);
  });

  test("in the values can't differ from the path's: the file says what its path says", async () => {
    const number = (await post({ ...redis("path"), values: { tenant: "..", name: "../.." } })).number;
    expect(valuesSent(`${TENANT}/redis/path/manifest.yaml`, number)).toEqual({ tenant: TENANT, name: "path" });
  });

  test("of a service that escapes lead nowhere", async () => {
    for (const service of ["..", "../tenant", "redis/..", "lib", "", "Redis"]) {
      const answer = await api.post("/api/requests", {
        data: {
          ...bodyOf(portal.dataDirectory, redis("fine")),
          service,
        },
      });
      expect([404, 422], service).toContain(answer.status());
    }
  });

  test("that are reserved for the platform are refused", async () => {
    const names = ["default", "kube-system", "kube-x", "managed-services", "argocd", "flux-system", "kro-system"];
    for (const name of [...names, "cnpg-system", "ingress-nginx"]) {
      const sent = { service: "tenant", tenant: name, name, values: { name, owners: [OWNER] } };
      const { status, problems } = await post(sent);
      expect(status, name).toBe(422);
      expect(problems?.map(({ message }) => message).join(), name).toContain(`${name} is reserved for the platform`);
    }
  });

  test("that don't fit are refused with what they would become", async () => {
    const { status, problems } = await post(redis("x".repeat(45)));
    expect(status).toBe(422);
    expect(problems?.map(({ message }) => message).join()).toContain("which is 51 characters; at most 50 fit");
    expect((await post(redis("x".repeat(44)))).status).toBe(201);
  });

  test("that meet in the cluster, in an open request or on main are refused with a link", async () => {
    const first = await post(redis("big"));
    const same = await post(redis("big"));
    expect(same.status).toBe(409);
    expect(same.problems?.[0]?.link?.href).toBe(`/requests/${first.number}`);

    const computed = await post(redis("meet-big"));
    expect(computed.status).toBe(201);
    const values = { tenant: TENANT, name: "meet" };
    // Its schema is the other's.
    const schemaHash = schemaHashOf("redis");
    const meeting = await post({ service: "big-redis", tenant: TENANT, name: "meet", values, schemaHash });
    expect(meeting.status).toBe(409);
    expect(meeting.problems?.[0]?.message).toContain("In the cluster it would be called meet-big-redis");
    expect(meeting.problems?.[0]?.link?.href).toBe(`/requests/${computed.number}`);

    const there = await post({
      service: "tenant",
      tenant: TENANT,
      name: TENANT,
      values: { name: TENANT, owners: [OWNER] },
    });
    expect(there.status).toBe(409);
    expect(there.problems?.[0]?.message).toContain(`There is already a tenant ${TENANT}`);
  });

  test("of a tenant that isn't the person's lead nowhere", async () => {
    for (const tenant of ["foreign", "nobodys"]) {
      const answer = await post(redis("fine", tenant));
      // The same for what is somebody else's and for what isn't there.
      expect(answer.status).toBe(404);
      expect(answer.message).not.toContain(tenant);
    }
  });
});
