import { readCatalog } from "@/lib/catalog/read-catalog";
import { apiTypes } from "@/lib/compile/api-types";
import { enforcementOf } from "@/lib/compile/enforcement";
import type { Enforcement } from "@/lib/domain/enforcement";

/**
 * `make map SERVICE=postgres`: prints who enforces what of a service's schema, and what is lost where.
 * In: the repository's root and the service. Out: the exit code: 0 printed, 2 there is no such service.
 */
export async function map(root: string, [name = ""]: readonly string[]): Promise<number> {
  const { services } = await readCatalog(root);
  const service = services.find((one) => one.name === name);
  if (service === undefined) {
    const names = services.map((one) => one.name).join(", ");
    process.stderr.write(
      `${name === "" ? "Say which service" : `No service is called ${name}`}: make map SERVICE=…, one of ${names}.\n`,
    );
    return 2;
  }
  const entries = enforcementOf(apiTypes(service.schema));
  const rows = [HEADS, ...entries.map(cells)];
  const widths = HEADS.map((_head, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  for (const [at, row] of rows.entries()) {
    process.stdout.write(
      `${row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd()}\n`,
    );
    for (const loss of entries[at - 1]?.losses ?? []) process.stdout.write(`    ! ${loss}\n`);
  }
  return 0;
}

const HEADS = ["field", "rule", "form", "Helm", "API"];
const API: Record<Enforcement["api"], string> = { schema: "yes", policy: "policy", strict: "strict writes", no: "no" };

function cells({ pointer, keyword, form, helm, api }: Enforcement): string[] {
  return [pointer === "" ? "/" : pointer, keyword, form ? "yes" : "no", helm ? "yes" : "no", API[api]];
}
