import type { ChangeType } from "./request";
import type { Target } from "./target";

/** "a Postgres", "an Object store". By the letter, which is right for all but the rare "hour" and "user". */
export function withArticle(noun: string): string {
  return `${/^[aeio]/i.test(noun) ? "an" : "a"} ${noun}`;
}

/** A request's one line: "New tenant acme", "Change Postgres orders in acme", "Delete Redis sessions in globex". */
export function titleOfRequest(type: ChangeType, target: Target, serviceTitle: string): string {
  const verb = { create: "New", update: "Change", delete: "Delete" }[type];
  return target.type === "tenant"
    ? `${verb} tenant ${target.tenant}`
    : `${verb} ${serviceTitle} ${target.name} in ${target.tenant}`;
}
