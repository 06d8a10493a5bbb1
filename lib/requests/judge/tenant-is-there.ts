import { DNS_LABEL, pathOf } from "@/lib/domain/path";
import { openRequestFor } from "@/lib/requests/ground";
import type { Phase } from "./proposal";

/** An instance needs its tenant on main; to be sent, one that is being requested will do. */
export const tenantIsThere: Phase = ({ ground, proposal }) => {
  const { target, type, when } = proposal;
  if (target.type === "tenant" || type === "delete" || !DNS_LABEL.test(target.tenant)) return [];
  const path = pathOf({ type: "tenant", tenant: target.tenant });
  if (ground.main.entry(path)) return [];
  const making = openRequestFor(ground, path);
  const inTheMaking = making?.type === "create" ? making : null;
  if (inTheMaking && when === "send") return [];
  return [
    {
      code: "no-tenant",
      pointer: "/tenant",
      label: "Tenant",
      message: inTheMaking
        ? `The tenant ${target.tenant} isn't there yet. Merge its request first.`
        : `There is no tenant ${target.tenant}.`,
      ...(inTheMaking && {
        link: { href: `/requests/${inTheMaking.number}`, text: `Request ${inTheMaking.number}: ${inTheMaking.title}` },
      }),
    },
  ];
};
