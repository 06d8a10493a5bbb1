import type { FormModel, ManifestFile } from "@/lib/domain/form-model";
import type { JsonObject } from "@/lib/domain/json";
import { valueAt } from "@/lib/domain/pointer";
import type { Problem } from "@/lib/domain/problem";
import { putBack } from "@/lib/domain/put-back";
import type { TenantRole } from "@/lib/domain/roles";
import { isInstanceService, type Service } from "@/lib/domain/service";
import type { Target } from "@/lib/domain/target";
import type { Viewer } from "@/lib/domain/viewer";
import { checkManifest } from "@/lib/manifest/check";
import { parseManifest } from "@/lib/manifest/manifest";
import { formSchemaOf } from "@/lib/schema/form-schema";
import { fixedPlaces, platformPlaces } from "@/lib/schema/hints";
import { keptDefaults } from "@/lib/schema/kept-defaults";
import type { Ground } from "./ground";
import { problemsInFile } from "./unknown-keys";

/** What differs from one kind of form to another. */
export interface Filling {
  mode: FormModel["mode"];
  target: Target | null;
  tenants: { name: string; role: TenantRole }[];
  start: JsonObject;
  file: ManifestFile | null;
  before: ManifestFile | null;
  base: string;
  revises: number | null;
  /** The schema when main's instance was made; null where there is none or it can't be told. */
  schemaThen: JsonObject | null;
  /** Said besides what is wrong with the file: conflicts that the person has to settle. */
  problems?: Problem[];
}

/** The form of a service as one person gets it, with a fresh key. */
export function formModelOf(ground: Ground, viewer: Viewer, service: Service, filling: Filling): FormModel {
  const { name, kind, title, schemaHash } = service;
  const { group, version, controlNamespace } = ground.platform;
  const form = formSchemaOf(service.schema);
  const unseen = viewer.platformAdmin ? [] : platformPlaces(form.schema);
  const found = wrongWith(ground, service, filling);
  return {
    mode: filling.mode,
    service: { name, kind, title },
    form,
    schemaHash,
    validatorUrl: `/api/services/${name}/validator?v=${schemaHash}`,
    platform: { group, version, controlNamespace },
    target: filling.target,
    tenants: filling.tenants,
    // What the person can't see they can't put back either.
    start: unseen.reduce((values, { path }) => putBack(values, path, filling.before?.values ?? {}), filling.start),
    file: filling.file,
    before: filling.before,
    base: filling.base,
    key: crypto.randomUUID(),
    person: viewer.subject,
    revises: filling.revises,
    unknownKeys: found.unknownKeys,
    removed: takenOut(found.unknownKeys, filling.start),
    locked: filling.before?.values ? fixedPlaces(form.schema).map(({ pointer }) => pointer) : [],
    kept:
      filling.schemaThen && filling.before?.values
        ? keptDefaults(formSchemaOf(filling.schemaThen).schema, form.schema, filling.before.values)
        : [],
    unseen: unseen.map(({ pointer }) => pointer),
    problems: [...(filling.problems ?? []), ...found.problems],
    releaseSuffix: isInstanceService(service) ? `-${name}` : "-tenant",
  };
}

/** Pointers of the file's unknown keys that what the form starts with does not hold; entries of a list may only have moved. */
function takenOut(unknownKeys: readonly Problem[], start: JsonObject): string[] {
  return unknownKeys.flatMap(({ pointer }) =>
    pointer === null || /\/\d+(\/|$)/.test(pointer) || valueAt(start, pointer) !== undefined ? [] : [pointer],
  );
}

function wrongWith(
  ground: Ground,
  service: Service,
  { file, target }: Filling,
): { unknownKeys: Problem[]; problems: Problem[] } {
  if (!file || !target) return { unknownKeys: [], problems: [] };
  const envelope = checkManifest(file.text, target, service.kind, ground.platform);
  if (!file.values)
    return { unknownKeys: [], problems: envelope.length > 0 ? envelope : parseManifest(file.text).problems };
  const { unknownKeys, problems } = problemsInFile(service, file.values);
  return { unknownKeys, problems: [...envelope, ...problems] };
}
