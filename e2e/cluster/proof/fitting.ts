import type { JsonObject } from "@/lib/domain/json";
import { nearValues } from "@/tests/support/near-values/near-values";
import { SEED } from "./prove";

/** Values that a schema accepts: as many of its settings as one of several has. */
export function valuesThatFit(schema: JsonObject): JsonObject {
  const tried = nearValues(schema, {}, { fitting: 20, perKeyword: 0 }, SEED);
  const [most] = tried.map(({ values }) => values).sort((a, b) => JSON.stringify(b).length - JSON.stringify(a).length);
  if (most) return most;
  throw new Error(`No value was found that fits ${JSON.stringify(schema).slice(0, 80)}…`);
}
