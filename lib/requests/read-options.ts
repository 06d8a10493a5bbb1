import { schemaAt } from "@/lib/domain/field";
import { DNS_LABEL, pathOf } from "@/lib/domain/path";
import type { OptionAnswer } from "@/lib/domain/send-request";
import { isInstanceService } from "@/lib/domain/service";
import type { Target } from "@/lib/domain/target";
import type { Viewer } from "@/lib/domain/viewer";
import { formSchemaOf } from "@/lib/schema/form-schema";
import { isPlatformOwned } from "@/lib/schema/hints";
import { optionSourceOf } from "@/lib/schema/options";
import { missing } from "@/lib/tenants/access";
import type { Deps } from "./deps";
import { readGround, requireService } from "./ground";
import { requireToSend } from "./may-send";

/** Most names that are suggested. */
const MOST = 500;

/** What is asked for: the suggestions for one field of a service's form. */
export interface OptionInput {
  service: string;
  /** The field; an item of a list or a map is `*` or its place. */
  pointer: string;
  tenant: string;
}

/**
 * The names that a form suggests for a field. Which kind, and where, says the schema alone: nobody asks for a kind or a
 * namespace of their own. Whoever may fill in the form for a tenant sees what is there.
 * @throws PortalError `not-found` or `forbidden`
 */
export async function readOptions(deps: Deps, viewer: Viewer, input: OptionInput): Promise<OptionAnswer> {
  const ground = await readGround(deps);
  const service = requireService(ground, input.service);
  const schema = schemaAt(formSchemaOf(service.schema).schema, input.pointer);
  const source = optionSourceOf(schema);
  if (!schema || !source || (isPlatformOwned(schema) && !viewer.platformAdmin)) throw missing();
  if (source.namespace !== "tenant") {
    if (ground.platform.optionNamespaces?.includes(source.namespace) !== true) throw missing();
    return { kind: source.kind, names: firstOf(await deps.cluster.names(source.kind, source.namespace)) };
  }
  const { tenant } = input;
  const owner: Target = { type: "tenant", tenant };
  const target: Target = { type: "instance", tenant, service: service.name, name: "" };
  if (isInstanceService(service)) await requireToSend(deps, ground, viewer, "create", target);
  else await requireToSend(deps, ground, viewer, "update", owner);
  // What is no tenant (yet) has nothing: a platform admin's word makes no namespace one.
  if (!DNS_LABEL.test(tenant) || !ground.main.entry(pathOf(owner))) return { kind: source.kind, names: [] };
  return { kind: source.kind, names: firstOf(await deps.cluster.names(source.kind, tenant)) };
}

function firstOf(names: readonly string[] | null): string[] | null {
  return names && [...new Set(names)].sort().slice(0, MOST);
}
