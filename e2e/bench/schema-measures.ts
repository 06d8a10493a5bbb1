import { readCatalog } from "@/lib/catalog/read-catalog";
import { apiTypes } from "@/lib/compile/api-types";
import { definition, INSTANCE_GRAPH } from "@/lib/compile/definition";
import { enforcementOf } from "@/lib/compile/enforcement";
import { policy } from "@/lib/compile/policy";
import type { JsonObject } from "@/lib/domain/json";
import type { Platform } from "@/lib/domain/platform";
import { judgeValues } from "@/lib/schema/judge";
import { CORPUS, corpusChart, corpusCharts } from "@/tests/support/corpus";
import { nearValues } from "@/tests/support/near-values/near-values";
import { ROOT } from "../harness/root";
import { percentile, type Row, row } from "./table";

/** How long a schema takes to become everything that a cluster is given, and how fast values are judged. */
export async function measureSchemas(): Promise<Row[]> {
  const { platform, services } = await readCatalog(ROOT);
  return [largestSchema(platform), ...services.map(({ name, schema }) => verdicts(name, schema))];
}

function largestSchema(platform: Platform): Row {
  const [largest] = corpusCharts()
    .map((name) => ({ name, schema: corpusChart(name).schema }))
    .map((one) => ({ ...one, bytes: JSON.stringify(one.schema).length }))
    .sort((a, b) => b.bytes - a.bytes);
  const measure = "compile the largest real schema";
  if (!largest) return { measure, value: `none at ${CORPUS}`, goal: "", met: null };
  const times = Array.from({ length: 5 }, () => {
    const from = performance.now();
    const service = { name: "largest", kind: "Largest", title: largest.name, values: apiTypes(largest.schema) };
    definition({ ...service, health: [] }, platform, INSTANCE_GRAPH);
    policy(service, platform);
    enforcementOf(service.values);
    return performance.now() - from;
  });
  return row(`${measure} (${largest.name}, ${Math.round(largest.bytes / 1000)} kB)`, percentile(times, 0.5), "ms");
}

/** The portal's own: the form's, the use cases' and the checks' on Git. */
function verdicts(name: string, schema: JsonObject): Row {
  const values = nearValues(schema, { name: "near" }, { fitting: 200, perKeyword: 20 }, 11).map((one) => one.values);
  const from = performance.now();
  for (const one of values) judgeValues(schema, one);
  const seconds = (performance.now() - from) / 1000;
  return row(`verdicts on values of ${name}`, values.length / seconds, "a second");
}
