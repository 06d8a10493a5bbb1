import type { JsonObject } from "./json";
import type { Problem } from "./problem";
import type { ChangeType } from "./request";

/** The body of `POST /api/requests`. */
export interface SendRequest {
  /** From the form's model: the same for every attempt to send it. */
  key: string;
  /** The subject of the person whom the form was made for; a form that was opened before this was asked says nothing. */
  person?: string;
  type: ChangeType;
  service: string;
  tenant: string;
  name: string;
  base: string;
  schemaHash: string;
  /** The stated values, `name` and `tenant` included. */
  values?: JsonObject;
  /** The whole file, written by hand, instead of `values`. */
  text?: string;
  /** The name as the person typed it, for a deletion. */
  confirm?: string;
  /** JSON pointers of unknown keys to take out of the file. */
  remove?: string[];
  /** The open request that is revised. */
  revises?: number;
}

/** The answer to a request that was taken. */
export interface SendAnswer {
  /** `same`: this very request was sent before · `revised`: the content was added to the request that was sent before. */
  outcome: "opened" | "same" | "revised";
  number: number;
  /** The request's page. */
  href: string;
}

/** The body of every refusal. A schema that changed since the form was opened has a problem with the code `schema-changed`. */
export interface Refusal {
  code: string;
  message: string;
  problems: Problem[];
}

/** The answer of `GET /api/options`. */
export interface OptionAnswer {
  kind: string;
  /** Sorted; null when the cluster can't be asked. */
  names: string[] | null;
}

/** The answer of `GET /api/names`. */
export interface NameAnswer {
  /** `orders-postgres` */
  releaseName: string;
  problems: Problem[];
  /** False when the cluster couldn't be asked; it is asked again at the merge. */
  clusterAsked: boolean;
}
