import type { Problem } from "@/lib/domain/problem";
import { serviceOf, type Target } from "@/lib/domain/target";
import { checkManifest } from "@/lib/manifest/check";
import type { Ground } from "@/lib/requests/ground";
import { valuesOf } from "@/lib/requests/manifest-file";
import { problemsInFile } from "@/lib/requests/unknown-keys";

/** What is wrong with a manifest as it stands: somebody edited it by hand, or the chart's schema has changed since. */
export function fileProblems(ground: Pick<Ground, "services" | "platform">, target: Target, text: string): Problem[] {
  const service = ground.services.find(({ name }) => name === serviceOf(target));
  if (!service) return [];
  const values = valuesOf(text);
  const found = values ? problemsInFile(service, values) : { unknownKeys: [], problems: [] };
  return [...checkManifest(text, target, service.kind, ground.platform), ...found.unknownKeys, ...found.problems];
}
