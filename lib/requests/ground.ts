import type { Catalog } from "@/lib/catalog/port";
import { PortalError } from "@/lib/domain/errors";
import { isOpen, type Request } from "@/lib/domain/request";
import { inWords, kindOf, type Service } from "@/lib/domain/service";
import type { Snapshot } from "@/lib/releases/port";
import type { Deps } from "./deps";
import { type Example, readExample } from "./example";

/** What a use case stands on: the catalogue, main and all requests as they are now. */
export interface Ground extends Catalog {
  main: Snapshot;
  /** Newest first. */
  requests: readonly Request[];
  /** What came with the first start and is still there. */
  example: Example;
}

/** Reads the ground once; a use case then judges everything against the same state. */
export async function readGround(deps: Deps): Promise<Ground> {
  const [catalog, main, requests] = await Promise.all([
    deps.catalog.read(),
    deps.releases.main(),
    deps.releases.requests(),
  ]);
  const example = await readExample(deps, requests);
  return { ...catalog, main, requests, example };
}

/** The service of that name. @throws PortalError `not-found`, or `unavailable` while its chart can't be used */
export function requireService(ground: Pick<Ground, "services" | "problems">, name: string): Service {
  const service = ground.services.find((candidate) => candidate.name === name);
  if (service) return service;
  if (ground.problems.some(({ file }) => file.startsWith(`charts/${name}/`)))
    throw new PortalError(
      "unavailable",
      `Nothing can be asked of ${inWords(name)} right now: something is wrong with its chart, and the platform team has to mend it first. What runs goes on running.`,
    );
  throw new PortalError("not-found", "There is no such service. The catalogue lists the ones that can be requested.");
}

/** A service's title and kind, also when its chart has left the catalogue. */
export function namesOfService(
  ground: Pick<Ground, "services">,
  name: string,
): Pick<Service, "name" | "kind" | "title" | "chartVersion"> {
  return (
    ground.services.find((candidate) => candidate.name === name) ?? {
      name,
      kind: kindOf(name),
      title: kindOf(name),
      chartVersion: "",
    }
  );
}

/** The open request for a path, but for the one numbered `except`. There is at most one. */
export function openRequestFor(ground: Pick<Ground, "requests">, path: string, except?: number | null): Request | null {
  return (
    ground.requests.find(
      (request) => request.path === path && isOpen(request.state) && request.number !== (except ?? null),
    ) ?? null
  );
}
