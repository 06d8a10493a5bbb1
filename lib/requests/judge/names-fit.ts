import { problemsOfNames } from "@/lib/domain/names";
import type { Phase } from "./proposal";

/** A new name is well-formed, short enough as computed, and not reserved. What is there already keeps its name. */
export const namesFit: Phase = ({ ground, proposal }) =>
  proposal.type === "create" ? problemsOfNames(proposal.target, ground.platform, ground.services) : [];
