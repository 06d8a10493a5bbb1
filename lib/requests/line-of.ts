import { isSamePerson } from "@/lib/domain/person";
import type { Request } from "@/lib/domain/request";
import type { PersonView, RequestLine } from "@/lib/domain/request-views";
import { serviceOf } from "@/lib/domain/target";
import type { Person, Viewer } from "@/lib/domain/viewer";
import { type Ground, namesOfService } from "./ground";

/** A person as pages may name them: without the e-mail address. */
export function personOf({ subject, name }: Person): PersonView {
  return { subject, name };
}

/** When the newest event of a request was. */
export function changedAt(request: Pick<Request, "events">): string {
  return request.events.at(-1)?.at ?? "";
}

/** When it was sent. */
export function openedAt(request: Pick<Request, "events">): string {
  return request.events[0]?.at ?? "";
}

/** A request in one line, as one viewer sees it. */
export function lineOf(
  ground: Pick<Ground, "services" | "example">,
  viewer: Pick<Viewer, "subject">,
  request: Request,
): RequestLine {
  return {
    number: request.number,
    href: `/requests/${request.number}`,
    title: request.title,
    type: request.type,
    target: request.target,
    serviceTitle: namesOfService(ground, serviceOf(request.target)).title,
    state: request.state,
    by: personOf(request.by),
    mine: isSamePerson(request.by, viewer),
    example: ground.example.requests.includes(request.number),
    openedAt: openedAt(request),
    changedAt: changedAt(request),
  };
}
