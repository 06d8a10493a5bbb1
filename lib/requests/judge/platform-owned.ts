import { isSubject } from "@/lib/domain/roles";
import { serviceOf } from "@/lib/domain/target";
import { valuesOf } from "@/lib/requests/manifest-file";
import { changesOfPlatform } from "@/lib/schema/platform-owned";
import type { Phase } from "./proposal";

/**
 * What the platform team alone sets is as main has it, unless a platform admin asks. The only place that can hold this:
 * neither the cluster's API nor Git tells who a field of a manifest comes from.
 */
export const platformOwned: Phase = ({ ground, proposal }) => {
  const { type, target, by } = proposal;
  const service = ground.services.find(({ name }) => name === serviceOf(target));
  if (type === "delete" || !service || ground.platform.admins.some((admin) => isSubject(by, admin))) return [];
  const [before, after] = [valuesOf(proposal.before), valuesOf(proposal.content)];
  // A file that can't be read has no values to compare with; what it states now was set by nobody whom we know.
  return changesOfPlatform(service.schema, before, after).map(({ pointer, label }) => ({
    code: "platform-owned",
    pointer,
    label,
    message:
      "The platform team sets this. Leave it as it is on main, and ask them for the change; a platform admin can request it.",
  }));
};
