import type { Flag } from "@/lib/domain/flag";
import { equalJson, type JsonObject } from "@/lib/domain/json";
import type { ChangeType } from "@/lib/domain/request";
import { type Owner, ownersOf } from "@/lib/domain/roles";
import type { Service } from "@/lib/domain/service";
import type { Target } from "@/lib/domain/target";
import { formSchemaOf } from "@/lib/schema/form-schema";
import { changesOfPlatform } from "@/lib/schema/platform-owned";
import { effectiveValues } from "@/lib/schema/values";
import { fateOfData } from "./fate-of-data";
import { quotaRaises } from "./quota-raises";

/** What flags are told from. Values are what the manifests state. */
export interface FlaggedChange {
  type: ChangeType;
  target: Target;
  /** Null when the chart has left the catalogue: then what can't be known is flagged. */
  service: Pick<Service, "schema" | "objects"> | null;
  before: JsonObject | null;
  after: JsonObject | null;
  handEdited: boolean;
}

/** What deserves a second look in a change, worst first. */
export function flagsOf(change: FlaggedChange): Flag[] {
  return [
    deletesData(change),
    changesOwners(change),
    touchesPlatform(change),
    raisesQuota(change),
    handEdited(change),
  ].flatMap((flag) => flag ?? []);
}

function deletesData({ type, target, service, before }: FlaggedChange): Flag | null {
  if (type !== "delete" || fateOfData(service, target, before) !== "goes") return null;
  const why =
    target.type === "tenant"
      ? `The namespace ${target.tenant} goes, with everything that is still in it.`
      : `The volumes of ${target.name} go with it. What is in them can't be brought back from here.`;
  return { code: "deletes-data", label: "deletes data", why };
}

function changesOwners({ type, target, before, after }: FlaggedChange): Flag | null {
  if (target.type !== "tenant" || type === "delete") return null;
  const [old, now] = [ownersOf(before ?? {}), ownersOf(after ?? {})];
  const gained = now.filter((owner) => !old.some((other) => sameOwner(other, owner)));
  const lost = old.filter((owner) => !now.some((other) => sameOwner(other, owner)));
  // An entry that isn't an owner yet (a hand-edited one) still changes what the file says about owners.
  const same = equalJson(before?.owners, after?.owners);
  if (same && gained.length === 0 && lost.length === 0) return null;
  const parts = [
    ...gained.map((owner) => `${nameOfOwner(owner)} gets ${owner.role}`),
    ...lost.map((owner) => `${nameOfOwner(owner)} loses ${owner.role}`),
  ];
  return {
    code: "changes-owners",
    label: "owners",
    why: parts.length > 0 ? `${firstFour(parts)}.` : "The list of owners changes.",
  };
}

function touchesPlatform({ type, service, before, after }: FlaggedChange): Flag | null {
  if (type === "delete" || !service) return null;
  const touched = changesOfPlatform(service.schema, before, after).map(({ label }) => label);
  if (touched.length === 0) return null;
  const why = `${firstFour(touched)} ${touched.length === 1 ? "is" : "are"} the platform team's to set. The cluster can't tell who did.`;
  return { code: "platform-owned", label: "platform's fields", why };
}

function raisesQuota({ type, target, service, before, after }: FlaggedChange): Flag | null {
  if (target.type !== "tenant" || type !== "update" || !before || !after) return null;
  if (!service)
    return {
      code: "raises-quota",
      label: "quota",
      why: "Whether the quota grows can't be told without the tenant's chart.",
    };
  const { schema } = formSchemaOf(service.schema);
  const raises = quotaRaises(schema, effectiveValues(schema, before), effectiveValues(schema, after));
  return raises.length === 0 ? null : { code: "raises-quota", label: "raises quota", why: `${raises.join(", ")}.` };
}

function handEdited(change: FlaggedChange): Flag | null {
  if (!change.handEdited) return null;
  return {
    code: "hand-edited",
    label: "hand-edited",
    why: "A commit of this request was not made by the portal. Read the whole file, not only the summary.",
  };
}

function firstFour(parts: readonly string[]): string {
  const more = parts.length - 4;
  return `${parts.slice(0, 4).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

function sameOwner(a: Owner, b: Owner): boolean {
  return a.kind === b.kind && a.name === b.name && a.role === b.role;
}

function nameOfOwner({ kind, name }: Owner): string {
  return kind === "Group" ? `the group ${name}` : name;
}
