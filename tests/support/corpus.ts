import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import type { JsonObject } from "@/lib/domain/json";
import { parseSchema } from "@/lib/schema/parse";

/** Real charts' schemas, kept beside the repository: they are test input and never part of it. */
export const CORPUS = process.env.CORPUS ?? fileURLToPath(new URL("../../../shared/corpus", import.meta.url));

if (!existsSync(CORPUS)) console.log(`No corpus of real schemas at ${CORPUS}: set CORPUS to test against one.`);

/** The charts' names; none where there is no corpus. */
export function corpusCharts(): string[] {
  return existsSync(CORPUS) ? readdirSync(CORPUS).filter((name) => !name.includes(".")) : [];
}

/** A chart's schema and its own values. Throws when it can't be read. */
export function corpusChart(name: string): { schema: JsonObject; values: JsonObject } {
  const { schema } = parseSchema(readFileSync(join(CORPUS, name, "values.schema.json"), "utf8"), name);
  if (schema === null) throw new Error(`${name} can't be read.`);
  const file = join(CORPUS, name, "values.yaml");
  const values: unknown = existsSync(file) ? parse(readFileSync(file, "utf8")) : {};
  return { schema, values: (values ?? {}) as JsonObject }; // YAML without dates or the like holds JSON values only
}
