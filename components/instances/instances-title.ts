import type { AllInstances } from "@/lib/domain/instances-views";

/** How everybody's instances are, in one sentence. */
export function instancesTitle({
  total,
  states,
  unreachable,
}: Pick<AllInstances, "total" | "states" | "unreachable">): string {
  if (total === 0) return "There are no instances yet";
  if (unreachable !== null || states.unknown === total)
    return total === 1 ? "How the 1 instance is isn’t known" : `How the ${total} instances are isn’t known`;
  if (states.broken === 0) return total === 1 ? "The 1 instance isn’t broken" : `None of ${total} instances is broken`;
  const of = total === 1 ? "1 instance" : `${total} instances`;
  return `${states.broken} of ${of} ${states.broken === 1 ? "is" : "are"} broken`;
}
