import { withinTarget } from "@/lib/domain/composition";
import { releaseNameOf } from "@/lib/domain/names";
import { nameOf, serviceOf, type Target } from "@/lib/domain/target";
import type { ChildView } from "@/lib/domain/tenant-views";
import type { Deps } from "@/lib/requests/deps";
import { type Ground, namesOfService } from "@/lib/requests/ground";
import { statusOf } from "./status-of";

/** The children of a composite and how each is; none for any other target. */
export async function readChildren(deps: Deps, ground: Ground, target: Target): Promise<ChildView[]> {
  const [, ...children] = withinTarget(target, ground.services);
  return await Promise.all(
    children.map(async (child) => {
      const { name, kind, title } = namesOfService(ground, serviceOf(child));
      const { state, sentence, since, objects } = (await statusOf(deps, ground, child)).status.story;
      return {
        name: nameOf(child),
        service: { name, kind, title },
        releaseName: releaseNameOf(child),
        status: { state, sentence, since },
        objects,
      };
    }),
  );
}
