import type { JsonObject } from "@/lib/domain/json";
import { equalJson } from "@/lib/domain/json";
import type { Service } from "@/lib/domain/service";
import type { Deps } from "./deps";

/** How far back an instance's making is looked for, in changes of its file. */
const CHANGES = 200;

/**
 * A service's schema as it was when the instance at a path was made: the API stored its defaults then.
 * @returns null where it can't be told, and where it is today's
 */
export async function schemaThen(
  { releases, catalog }: Pick<Deps, "releases" | "catalog">,
  service: Pick<Service, "name" | "schema">,
  path: string,
): Promise<JsonObject | null> {
  const first = (await releases.history(path, CHANGES)).at(-1);
  if (!first) return null;
  const schema = await catalog.schemaAsOf(service.name, new Date(first.at));
  return schema === null || equalJson(schema, service.schema) ? null : schema;
}
