import { serviceOf } from "@/lib/domain/target";
import { valuesOf } from "@/lib/requests/manifest-file";
import { changesOfFixed } from "@/lib/schema/fixed";
import { formSchemaOf } from "@/lib/schema/form-schema";
import type { Phase } from "./proposal";

/** What is fixed after creation stays as main has it, whichever way the file was written. */
export const fixedStays: Phase = ({ ground, proposal }) => {
  const { type, target } = proposal;
  const service = ground.services.find(({ name }) => name === serviceOf(target));
  const [before, after] = [valuesOf(proposal.before), valuesOf(proposal.content)];
  if (type !== "update" || !service || !before || !after) return [];
  return changesOfFixed(formSchemaOf(service.schema).schema, before, after);
};
