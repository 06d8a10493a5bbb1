import type { APIRequestContext } from "@playwright/test";
import { headOf, mainOf, schemaHashOf } from "./releases";
import { expect } from "./test";

/** What a form sends, with what the spec does not care about filled in. */
export interface Sent {
  key?: string;
  type?: "create" | "update" | "delete";
  service: string;
  tenant: string;
  name: string;
  values?: Record<string, unknown>;
  text?: string;
  confirm?: string;
  /** Of the schema that the form was made from, when it isn't the repository's. */
  schemaHash?: string;
}

/** The body that a form of today, opened on main as it is, would send. */
export function bodyOf(dataDirectory: string, sent: Sent): Record<string, unknown> {
  return {
    key: crypto.randomUUID(),
    type: "create",
    base: mainOf(dataDirectory),
    ...sent,
    schemaHash: sent.schemaHash ?? schemaHashOf(sent.service),
  };
}

/** Sends a request as a form would; answers its number. */
export async function sendByApi(api: APIRequestContext, dataDirectory: string, sent: Sent): Promise<number> {
  const answer = await api.post("/api/requests", { data: bodyOf(dataDirectory, sent) });
  expect(answer.ok(), await answer.text()).toBe(true);
  return ((await answer.json()) as { number: number }).number; // the contract of POST /api/requests
}

/** Approves and merges a request at its head, every flag acknowledged. */
export async function mergeByApi(admin: APIRequestContext, dataDirectory: string, number: number): Promise<void> {
  const answer = await admin.post(`/api/requests/${number}/remarks`, {
    data: {
      type: "merge",
      head: headOf(dataDirectory, number),
      text: "",
      acknowledged: ["deletes-data", "changes-owners", "platform-owned", "raises-quota", "hand-edited"],
    },
  });
  expect(answer.status(), await answer.text()).toBe(200);
}

/** Requests and merges a tenant with these owners (role by RBAC user name). `sender` must not be the one who merges. */
export async function makeTenant(
  sender: APIRequestContext,
  admin: APIRequestContext,
  dataDirectory: string,
  name: string,
  owners: Readonly<Record<string, string>>,
): Promise<void> {
  const list = Object.entries(owners).map(([user, role]) => ({ kind: "User", name: user, role }));
  const values = { name, owners: list };
  const number = await sendByApi(sender, dataDirectory, { service: "tenant", tenant: name, name, values });
  await mergeByApi(admin, dataDirectory, number);
}
