import { PortalError } from "@/lib/domain/errors";
import type { FormPage } from "@/lib/domain/form-views";
import { mergeValues } from "@/lib/domain/merge-values";
import type { RequestDetail } from "@/lib/domain/request";
import { ALLOWED } from "@/lib/domain/right";
import { serviceOf } from "@/lib/domain/target";
import type { Viewer } from "@/lib/domain/viewer";
import { accessTo, missing } from "@/lib/tenants/access";
import { conflictProblems } from "./conflict-problems";
import type { Deps } from "./deps";
import { type Filling, formModelOf } from "./form-model";
import { type Ground, readGround, requireService } from "./ground";
import { fileOf, valuesOf } from "./manifest-file";
import { otherSchema } from "./other-schema";
import { rightsOn } from "./rights";
import { schemaThen } from "./schema-then";
import { requireRequest } from "./visible";

/** The form filled from an open request of the viewer's own. @throws PortalError `not-found` or `forbidden` */
export async function openReviseForm(deps: Deps, viewer: Viewer, input: { number: number }): Promise<FormPage> {
  const ground = await readGround(deps);
  const request = await requireRequest(deps, ground, viewer, input.number);
  const { edit } = rightsOn(viewer, request, ground.platform, []);
  if (edit.why !== null) throw new PortalError("forbidden", edit.why);
  const detail = await deps.releases.request(input.number);
  if (!detail) throw missing();
  const { target } = detail;
  const service = requireService(ground, serviceOf(target));
  const { role } = await accessTo(deps.releases, ground.main, viewer, target.tenant);
  return {
    title: `Edit request ${detail.number}: ${detail.title}`,
    openRequest: null,
    otherSchema: await otherSchema(deps, service),
    send: ALLOWED,
    model: formModelOf(ground, viewer, service, {
      mode: "revise",
      target,
      tenants: target.type === "tenant" ? [] : [{ name: target.tenant, role: role ?? "admin" }],
      revises: detail.number,
      // What main doesn't have was never made.
      schemaThen: detail.current === null ? null : await schemaThen(deps, service, detail.path),
      ...contentsOf(detail, service.schema),
    }),
  };
}

/**
 * A request goes on from its own file. One that is in conflict goes on from main's, with what it asks for on top:
 * sending that settles the conflict.
 */
function contentsOf(
  detail: RequestDetail,
  schema: Ground["services"][number]["schema"],
): Pick<Filling, "start" | "file" | "before" | "base" | "problems"> {
  const before = fileOf(detail.current);
  const ours = valuesOf(detail.after);
  if (detail.merged.conflict && before?.values && ours) {
    const base = valuesOf(detail.before) ?? {};
    return {
      start: mergeValues(base, ours, before.values),
      file: before,
      before,
      base: detail.main,
      problems: conflictProblems(schema, base, ours, before.values, "the request has"),
    };
  }
  const file = fileOf(detail.after);
  return { start: file?.values ?? {}, file, before, base: detail.base };
}
