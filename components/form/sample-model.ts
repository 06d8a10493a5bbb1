import type { FormModel } from "@/lib/domain/form-model";
import type { JsonObject } from "@/lib/domain/json";
import { formSchemaOf } from "@/lib/schema/form-schema";
import { validatorModule } from "@/lib/schema/validator-module";

/** A service with a field of each kind. */
const SCHEMA: JsonObject = {
  $schema: "http://json-schema.org/draft-07/schema#",
  title: "Postgres",
  type: "object",
  additionalProperties: false,
  required: ["tenant", "name"],
  properties: {
    tenant: { title: "Tenant", type: "string", minLength: 1 },
    name: { title: "Name", type: "string", minLength: 1, pattern: "^[a-z][-a-z0-9]*$" },
    size: { title: "Size", type: "string", enum: ["small", "medium"], default: "small" },
    instances: { title: "Instances", type: "integer", minimum: 1, maximum: 5, default: 1 },
    storage: { title: "Storage", type: "string", pattern: "^[1-9][0-9]*Gi$", default: "20Gi" },
    note: { title: "Note", type: "string" },
    hosts: { title: "Hosts", type: "array", items: { title: "Host", type: "string", minLength: 1 } },
    collation: { title: "Collation", type: "string", pattern: "^[a-z]*$", default: "c", "x-advanced": true },
  },
};

/** The manifest that `editing` has merged. */
export const FILE = `# why it is here
apiVersion: example.com/v1
kind: Postgres
metadata:
  name: orders
  namespace: acme
spec:
  values:
    tenant: acme
    name: orders
    storage: 20Gi # asked for by the team
`;

/** What the server would give the form of a new Postgres in acme, with `part` in its place. For tests. */
export function modelFor(part: Partial<FormModel> = {}): FormModel {
  const form = formSchemaOf(SCHEMA);
  return {
    mode: "create",
    service: { name: "postgres", kind: "Postgres", title: "Postgres" },
    form,
    schemaHash: "s1",
    validatorUrl: `data:text/javascript;base64,${Buffer.from(validatorModule(form)).toString("base64")}`,
    platform: { group: "example.com", version: "v1", controlNamespace: "control" },
    target: null,
    tenants: [{ name: "acme", role: "edit" }],
    start: { tenant: "acme" },
    file: null,
    before: null,
    base: "b1",
    key: "k1",
    person: "dev:requester",
    revises: null,
    unknownKeys: [],
    removed: [],
    locked: [],
    kept: [],
    unseen: [],
    problems: [],
    releaseSuffix: "-postgres",
    ...part,
  };
}

/** What it states. */
export const VALUES = { tenant: "acme", name: "orders", storage: "20Gi" };

/** The same for a Postgres that is merged: its file has a comment at one of its lines. */
export function editing(part: Partial<FormModel> = {}): FormModel {
  return modelFor({
    mode: "update",
    target: { type: "instance", tenant: "acme", service: "postgres", name: "orders" },
    start: VALUES,
    file: { text: FILE, values: VALUES },
    before: { text: FILE, values: VALUES },
    ...part,
  });
}
