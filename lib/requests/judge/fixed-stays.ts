import { pathOf } from "@/lib/domain/path";
import { serviceOf } from "@/lib/domain/target";
import { valuesOf } from "@/lib/requests/manifest-file";
import { schemaThen } from "@/lib/requests/schema-then";
import { changesOfFixed } from "@/lib/schema/fixed";
import { formSchemaOf } from "@/lib/schema/form-schema";
import { fixedPlaces } from "@/lib/schema/hints";
import { keptDefaults, withKeptDefaults } from "@/lib/schema/kept-defaults";
import type { Phase } from "./proposal";

/**
 * What is fixed after creation stays as main has it, whichever way the file was written. A default counts as it was when
 * the instance was made: the API stored that one, and the policy compares with what is stored.
 */
export const fixedStays: Phase = async ({ deps, ground, proposal }) => {
  const { type, target } = proposal;
  const service = ground.services.find(({ name }) => name === serviceOf(target));
  const [before, after] = [valuesOf(proposal.before), valuesOf(proposal.content)];
  if (type !== "update" || !service || !before || !after) return [];
  const form = formSchemaOf(service.schema).schema;
  if (fixedPlaces(form).length === 0) return [];
  const then = await schemaThen(deps, service, pathOf(target));
  const kept = then === null ? [] : keptDefaults(formSchemaOf(then).schema, form, before);
  return changesOfFixed(withKeptDefaults(form, kept), before, after);
};
