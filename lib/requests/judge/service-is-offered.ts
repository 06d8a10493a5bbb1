import { serviceOf } from "@/lib/domain/target";
import type { Phase } from "./proposal";

/** A chart that left the catalogue can't be requested or changed any more, only deleted. */
export const serviceIsOffered: Phase = ({ ground, proposal }) => {
  const name = serviceOf(proposal.target);
  if (proposal.type === "delete" || ground.services.some((service) => service.name === name)) return [];
  return [
    {
      code: "service-gone",
      pointer: null,
      label: null,
      message: `The catalogue doesn't offer ${name} at the moment, so nothing can check this manifest. Ask the platform team.`,
    },
  ];
};
