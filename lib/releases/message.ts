import type { Person } from "@/lib/domain/viewer";
import { oneLine } from "./identity";

/** The message of a commit that the portal writes for a request. Subjects are exact RBAC names; the title is one line. */
export function requestTrailers(title: string, number: number, by: Person, reviewers: readonly string[] = []): string {
  return [
    title,
    "",
    `Request: ${number}`,
    `Requested-by: ${oneLine(by.subject)}`,
    ...reviewers.map((subject) => `Reviewed-by: ${oneLine(subject)}`),
    "",
  ].join("\n");
}
