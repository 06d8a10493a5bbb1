import { releaseNameOf } from "@/lib/domain/names";
import { nameOf, serviceOf } from "@/lib/domain/target";
import type { ChildView } from "@/lib/domain/tenant-views";
import { type Ground, namesOfService } from "@/lib/requests/ground";
import type { Told } from "./status-of";

/** Everything that a composite is made of, however deep, and how each part is; none for any other target. */
export function childViews(ground: Ground, { parts }: Told): ChildView[] {
  return parts.flatMap((part) => {
    const { name, kind, title } = namesOfService(ground, serviceOf(part.target));
    const { state, sentence, since, objects } = part.status.story;
    const view: ChildView = {
      name: nameOf(part.target),
      service: { name, kind, title },
      releaseName: releaseNameOf(part.target),
      status: { state, sentence, since },
      objects,
    };
    return [view, ...childViews(ground, part)];
  });
}
