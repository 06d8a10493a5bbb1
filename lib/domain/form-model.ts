import type { JsonObject } from "./json";
import type { KeptDefault } from "./kept-default";
import type { Platform } from "./platform";
import type { Problem } from "./problem";
import type { TenantRole } from "./roles";
import type { Service } from "./service";
import type { Target } from "./target";

/** What the form draws and what its validator was compiled from; made from a chart's schema by lib/schema. */
export interface FormSchema {
  /** Draft-07, references resolved, `global` and sub-charts' keys taken out. */
  schema: JsonObject;
  /** JSON pointers of the values that the form shows as a YAML text field (`/config/route`); an array's items are `*`. */
  islands: string[];
  /** JSON pointers of the properties that most people leave alone (`x-advanced`). */
  advanced?: string[];
}

/** A manifest's text and the values that it states. */
export interface ManifestFile {
  text: string;
  /** `spec.values` as stated; null when the text can't be read as a manifest: then it can be edited as YAML only. */
  values: JsonObject | null;
}

/** Everything that the service form needs; made on the server for one person and one target. Plain data. */
export interface FormModel {
  /** `create` a new target · `update` a merged one · `revise` an open request of either kind (`revises` is its number). */
  mode: "create" | "update" | "revise";
  service: Pick<Service, "name" | "kind" | "title">;
  form: FormSchema;
  schemaHash: string;
  /** Same-origin URL of the compiled validator (an ES module). */
  validatorUrl: string;
  platform: Pick<Platform, "group" | "version" | "controlNamespace">;
  /** What is changed; null for a new one, whose tenant and name the person chooses. */
  target: Target | null;
  /** The tenants that the person may put it into, with their role there; on an update just the target's. Empty for a tenant. */
  tenants: { name: string; role: TenantRole }[];
  /** What the form is filled with: stated values. Of a new one `{}` or what the link asked for (`?tenant=acme`, `?from=12`). */
  start: JsonObject;
  /** The text that the change is spliced into: the file on main, or of a request being revised the file at its head. Null for a new one. */
  file: ManifestFile | null;
  /** The file on main that the change is compared with; what it states stays stated. Null when main has none (a revised create, too). */
  before: ManifestFile | null;
  /** The commit of main that the form was made from. */
  base: string;
  /** Random, made with the form; binds repeated sends of it together. */
  key: string;
  /** The person's RBAC subject: drafts are kept per person, and nobody else sends what they entered. */
  person: string;
  /** The open request that is revised, or null. */
  revises: number | null;
  /** Keys of `file` that the schema refuses (code `unknown-key`, pointer at the key). The person may take them out in one action. */
  unknownKeys: Problem[];
  /** Pointers of those of them that the request behind `start` took out already: a form sends that again. */
  removed: string[];
  /** JSON pointers of the properties that can't be changed any more (`x-fixed`); empty while main has no such manifest. */
  locked: string[];
  /** The settings that the file leaves unsaid and whose default changed since the instance was made. */
  kept: KeptDefault[];
  /** JSON pointers of the properties that are not shown to this person (`x-owner`): the values hold them as they are. */
  unseen: string[];
  /** Everything else that is wrong with `file` as it stands, shown when the form opens. */
  problems: Problem[];
  /** What the name is completed with in the cluster: `-postgres`. */
  releaseSuffix: string;
}

/** Everything that the delete page needs; plain data. */
export interface DeleteModel {
  service: Pick<Service, "name" | "kind" | "title">;
  target: Target;
  base: string;
  schemaHash: string;
  key: string;
  /** The subject of the person whom it was made for. */
  person: string;
  /** What goes with it, and what of it stays in the cluster: an object each, with what it is for. */
  goes: { what: string; note: string }[];
  stays: { what: string; note: string }[];
  /** Why it can't be deleted now (instances left, an open request for the same path), each with its link. */
  problems: Problem[];
}
