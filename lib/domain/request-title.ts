import type { ChangeType } from "./request";
import type { Target } from "./target";

/** A request's one line: "New tenant acme", "Change Postgres orders in acme", "Delete Redis sessions in globex". */
export function titleOfRequest(type: ChangeType, target: Target, serviceTitle: string): string {
  const verb = { create: "New", update: "Change", delete: "Delete" }[type];
  return target.type === "tenant"
    ? `${verb} tenant ${target.tenant}`
    : `${verb} ${serviceTitle} ${target.name} in ${target.tenant}`;
}
