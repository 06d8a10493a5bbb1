import { hexOf } from "@/lib/domain/fingerprint";
import { isOpen } from "@/lib/domain/request";
import { requestNumberIn } from "@/lib/domain/request-number";
import { serviceOf, type Target } from "@/lib/domain/target";
import type { Viewer } from "@/lib/domain/viewer";
import { accessTo, canSee } from "@/lib/tenants/access";
import { instancesVersion } from "@/lib/tenants/list-instances";
import { statusLinesOf, statusOf, type Told } from "@/lib/tenants/status-of";
import type { Deps } from "./deps";
import { readGround } from "./ground";
import { readClusterHealth } from "./platform-health";
import { hasPath, targetOfInput } from "./target-of-input";
import { sightOf } from "./visible";
import { withoutTenant } from "./without-tenant";

/**
 * A short text that differs whenever a page would show something else: whenever main or a request changes, and for the
 * pages of a tenant, an instance or a merged request also whenever its status does, and for platform admins' lists
 * whenever anybody's does. Asked every few seconds by every open page, so it looks at nothing else; of the cluster it
 * asks no more than the page itself does. Of what the viewer may not see it says nothing.
 * @param input `page` is the page's path: `/tenants/acme/postgres/orders`, `/requests/12`.
 */
export async function readVersion(deps: Deps, viewer: Viewer, input: { page: string }): Promise<string> {
  const version = await deps.releases.version();
  const [first = "", ...rest] = (input.page.split(/[?#]/)[0] ?? "").split("/").filter((segment) => segment !== "");
  if (first === "admin" && viewer.platformAdmin)
    return `${version}|${hexOf(await adminLooks(deps, rest[0], input.page), 32)}`;
  if (first !== "tenants" && first !== "requests") return version;
  const ground = await readGround(deps);
  const target = first === "tenants" ? pageTarget(rest) : null;
  const targets: Target[] = target && hasPath(target) ? [target] : [];
  if (target && targets.length > 0) {
    const access = await accessTo(deps.releases, ground.main, viewer, target.tenant);
    if (!canSee(access)) return version;
    // A tenant's page also shows how its instances are.
    if (target.type === "tenant")
      targets.push(
        ...ground.main
          .instances(target.tenant)
          .slice(0, 50)
          .map((entry) => entry.target),
      );
    // An instance's page shows everything of it, its parts' included.
    else return `${version}|${hexOf(looksOf(await statusOf(deps, ground, target)).join("|"), 32)}`;
  }
  const request = first === "requests" ? ground.requests.find(({ number }) => String(number) === rest[0]) : undefined;
  if (request?.state === "merged" && (await sightOf(deps, ground, viewer))(request)) targets.push(request.target);
  const seen = request && isOpen(request.state) && (await sightOf(deps, ground, viewer))(request);
  const [lines, pull] = await Promise.all([
    statusLinesOf(deps, ground, targets),
    seen ? pullLooks(deps, request.number) : null,
  ]);
  const looks = lines.map(({ state, sentence }) => `${state} ${sentence}`);
  return [version, ...looks, ...(pull === null ? [] : [hexOf(pull, 32)])].join("|");
}

/** How GitHub sees an open request; null where there is no GitHub. */
async function pullLooks(deps: Deps, number: number | null): Promise<string | null> {
  const pull = number === null ? null : ((await deps.github?.pull(number)) ?? null);
  return pull && JSON.stringify(pull);
}

/**
 * What platform admins' pages show beside the releases repository: of the cluster, where the queue shows none that its own
 * reading doesn't bring, and of GitHub. @param path with its query
 */
async function adminLooks(deps: Deps, page: string | undefined, path: string): Promise<string> {
  if (page === undefined) {
    if (!deps.github) return "";
    const asked = requestNumberIn(new URLSearchParams(path.split("?")[1] ?? "").get("request") ?? "");
    // Without one the queue shows its oldest.
    const oldest = (await deps.releases.requests()).findLast(({ state }) => isOpen(state))?.number ?? null;
    const [pull, github] = await Promise.all([pullLooks(deps, asked ?? oldest), deps.github.state()]);
    return JSON.stringify([pull, github.limit?.reached, github.away]);
  }
  if (page === "instances") return await instancesVersion(deps, await readGround(deps));
  if (page !== "health") return "";
  const ground = await readGround(deps);
  const [health, homeless, { unreachable }, github] = await Promise.all([
    readClusterHealth(deps, ground),
    withoutTenant(deps, ground),
    deps.cluster.state(),
    deps.github?.state(),
  ]);
  const { mirror } = ground;
  const outside = github && [github.protection, github.limit?.reached, github.away, github.stuck];
  const seen = mirror && { ...mirror, askedAt: null };
  return JSON.stringify([health, homeless, deps.fallen?.() ?? [], unreachable, seen, outside]);
}

function looksOf({ status, parts }: Told): string[] {
  const { state, sentence, hops, objects } = status.story;
  const steps = [...hops, ...objects].map((step) => `${step.state} ${step.note}`);
  return [state, sentence, ...steps, ...parts.flatMap(looksOf)];
}

function pageTarget([tenant, service, name]: string[]): Target | null {
  if (tenant === undefined) return null;
  if (service === undefined || name === undefined) return { type: "tenant", tenant };
  const target = targetOfInput({ tenant, service, name });
  return serviceOf(target) === service ? target : null;
}
