import type { FormPage } from "@/lib/domain/form-views";
import type { JsonObject } from "@/lib/domain/json";
import { mergeValues } from "@/lib/domain/merge-values";
import { pathOf } from "@/lib/domain/path";
import type { Problem } from "@/lib/domain/problem";
import { ALLOWED, refused } from "@/lib/domain/right";
import { nameOf, serviceOf, type Target } from "@/lib/domain/target";
import type { Viewer } from "@/lib/domain/viewer";
import { accessTo, missing } from "@/lib/tenants/access";
import { conflictProblems } from "./conflict-problems";
import type { Deps } from "./deps";
import { formModelOf } from "./form-model";
import { type Ground, openRequestFor, readGround, requireService } from "./ground";
import { lineOf } from "./line-of";
import { fileOf, textAt, valuesOf } from "./manifest-file";
import { requireToSend } from "./may-send";
import { otherSchema } from "./other-schema";
import { restartable } from "./restartable";
import { schemaThen } from "./schema-then";
import { hasPath } from "./target-of-input";

/**
 * The form filled from the file on main.
 * @param input `from` is the number of the viewer's own declined or withdrawn change of it, to start again from.
 * @throws PortalError `not-found` or `forbidden`
 */
export async function openEditForm(
  deps: Deps,
  viewer: Viewer,
  input: { target: Target; from?: number },
): Promise<FormPage> {
  const { target } = input;
  const ground = await readGround(deps);
  if (!hasPath(target)) throw missing();
  await requireToSend(deps, ground, viewer, "update", target);
  const service = requireService(ground, serviceOf(target));
  const path = pathOf(target);
  const file = fileOf(await textAt(ground.main, path));
  if (!file) throw missing();
  const { role } = await accessTo(deps.releases, ground.main, viewer, target.tenant);
  const [again, then] = await Promise.all([
    startAgain(deps, ground, viewer, input, file.values),
    schemaThen(deps, service, path),
  ]);
  const open = openRequestFor(ground, path);
  return {
    title: target.type === "tenant" ? `Edit tenant ${target.tenant}` : `Edit ${nameOf(target)} in ${target.tenant}`,
    openRequest: open && lineOf(ground, viewer, open),
    otherSchema: await otherSchema(deps, service),
    send: open
      ? refused(`Request ${open.number} is open for this manifest. Wait until it is decided, or edit that one.`)
      : ALLOWED,
    model: formModelOf(ground, viewer, service, {
      mode: "update",
      target,
      tenants: target.type === "tenant" ? [] : [{ name: target.tenant, role: role ?? "admin" }],
      start: again?.start ?? file.values ?? {},
      file,
      before: file,
      base: ground.main.commit,
      revises: null,
      schemaThen: then,
      problems: again?.problems ?? [],
    }),
  };
}

/** What an ended request wanted, put on top of what main has now. */
async function startAgain(
  deps: Deps,
  ground: Ground,
  viewer: Viewer,
  { target, from }: { target: Target; from?: number },
  current: JsonObject | null,
): Promise<{ start: JsonObject; problems: Problem[] } | null> {
  if (from === undefined) return null;
  const detail = await restartable(deps, ground, viewer, from);
  if (detail.type !== "update" || detail.path !== pathOf(target)) throw missing();
  const [base, ours] = [valuesOf(detail.before), valuesOf(detail.after)];
  if (!current || !base || !ours) return null;
  const schema = ground.services.find(({ name }) => name === serviceOf(target))?.schema ?? {};
  return {
    start: mergeValues(base, ours, current),
    problems: conflictProblems(schema, base, ours, current, `request ${from} had`),
  };
}
