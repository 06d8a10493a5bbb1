import { PortalError } from "@/lib/domain/errors";
import type { FormPage } from "@/lib/domain/form-views";
import type { JsonObject } from "@/lib/domain/json";
import { DNS_LABEL } from "@/lib/domain/path";
import { withArticle } from "@/lib/domain/request-title";
import { ALLOWED, refused } from "@/lib/domain/right";
import { atLeast, type TenantRole } from "@/lib/domain/roles";
import { isInstanceService, type Service } from "@/lib/domain/service";
import { serviceOf } from "@/lib/domain/target";
import type { Viewer } from "@/lib/domain/viewer";
import { rolesOf } from "@/lib/tenants/owner-index";
import type { Deps } from "./deps";
import { formModelOf } from "./form-model";
import { type Ground, readGround, requireService } from "./ground";
import { tenantsInTheMaking } from "./in-the-making";
import { valuesOf } from "./manifest-file";
import { requireToSend } from "./may-send";
import { otherSchema } from "./other-schema";
import { restartable } from "./restartable";

/** Tenants that a choice offers at most; a platform admin may put something into any. */
const OFFERED = 1_000;

/**
 * The form for a new target.
 * @param input `tenant` is chosen beforehand (a link of the tenant's page); `from` is the number of the viewer's own
 * declined or withdrawn request to start again from.
 */
export async function openCreateForm(
  deps: Deps,
  viewer: Viewer,
  input: { service: string; tenant?: string; from?: number },
): Promise<FormPage> {
  const ground = await readGround(deps);
  const service = requireService(ground, input.service);
  const forInstance = isInstanceService(service);
  const tenants = forInstance ? await tenantsFor(deps, ground, viewer) : [];
  const start = await startOf(deps, ground, viewer, service, input);
  if (forInstance && input.tenant !== undefined && !tenants.some(({ name }) => name === input.tenant)) {
    const target = { type: "instance" as const, tenant: input.tenant, service: service.name, name: "" };
    await requireToSend(deps, ground, viewer, "create", target);
    if (!DNS_LABEL.test(input.tenant) || !ground.main.entry(`${input.tenant}/manifest.yaml`))
      throw new PortalError("not-found", "There is no such tenant. Request it first.");
    tenants.unshift({ name: input.tenant, role: "admin" });
  }
  return {
    title: `Request ${withArticle(forInstance ? service.title : "tenant")}`,
    openRequest: null,
    otherSchema: await otherSchema(deps, service),
    send:
      forInstance && tenants.length === 0
        ? refused(
            `You have no tenant that ${withArticle(service.title)} could go into. Request a tenant first, or ask an owner of one for the role edit.`,
          )
        : ALLOWED,
    model: formModelOf(ground, viewer, service, {
      mode: "create",
      target: null,
      tenants,
      start,
      file: null,
      before: null,
      base: ground.main.commit,
      revises: null,
      schemaThen: null,
    }),
  };
}

/** Where the viewer may put something: tenants with the role edit or more, and those that they have requested themselves. */
async function tenantsFor(deps: Deps, ground: Ground, viewer: Viewer): Promise<{ name: string; role: TenantRole }[]> {
  const [roles, making] = await Promise.all([
    rolesOf(deps.releases, ground.main, viewer),
    tenantsInTheMaking(deps, ground, viewer),
  ]);
  const all = viewer.platformAdmin
    ? ground.main.tenants().map((name): [string, TenantRole] => [name, "admin"])
    : [...roles].filter(([, role]) => atLeast(role, "edit"));
  const coming = [...making].filter(([name, role]) => atLeast(role, "edit") && !roles.has(name));
  return [...all.slice(0, OFFERED), ...coming].map(([name, role]) => ({ name, role }));
}

async function startOf(
  deps: Deps,
  ground: Ground,
  viewer: Viewer,
  service: Service,
  { tenant, from }: { tenant?: string; from?: number },
): Promise<JsonObject> {
  if (from === undefined) return tenant === undefined || !isInstanceService(service) ? {} : { tenant };
  const detail = await restartable(deps, ground, viewer, from);
  if (detail.type !== "create" || serviceOf(detail.target) !== service.name)
    throw new PortalError("not-found", `Request ${from} didn't ask for a new ${service.title}.`);
  return valuesOf(detail.after) ?? {};
}
