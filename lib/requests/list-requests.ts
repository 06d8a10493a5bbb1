import { isSamePerson } from "@/lib/domain/person";
import { isOpen, type Request } from "@/lib/domain/request";
import type { RequestFilter, RequestList } from "@/lib/domain/request-views";
import type { Viewer } from "@/lib/domain/viewer";
import type { Deps } from "./deps";
import { readGround } from "./ground";
import { lineOf } from "./line-of";
import { matches, pageOfList } from "./paging";
import { sightOf } from "./visible";

const PAGE = 50;

/** The requests that a person may see, newest first, by filter and search, in pages of 50. */
export async function listRequests(
  deps: Deps,
  viewer: Viewer,
  input: { filter: RequestFilter; q: string; page: number },
): Promise<RequestList> {
  const ground = await readGround(deps);
  const visible = ground.requests.filter(await sightOf(deps, ground, viewer));
  const q = input.q.trim().slice(0, 200);
  const found = visible
    .filter(passes(input.filter, viewer))
    .filter(({ number, title, by }) => matches(`#${number} ${title} ${by.name} ${by.subject}`, q));
  const { items, total, page, pages } = pageOfList(found, input.page, PAGE);
  const count = (filter: RequestFilter) => visible.filter(passes(filter, viewer)).length;
  return {
    lines: items.map((request) => lineOf(ground, viewer, request)),
    filter: input.filter,
    q,
    counts: { open: count("open"), mine: count("mine"), ended: count("ended"), all: visible.length },
    total,
    page,
    pages,
  };
}

function passes(filter: RequestFilter, viewer: Viewer): (request: Request) => boolean {
  switch (filter) {
    case "open":
      return ({ state }) => isOpen(state);
    case "mine":
      return ({ by }) => isSamePerson(by, viewer);
    case "ended":
      return ({ state }) => !isOpen(state);
    case "all":
      return () => true;
  }
}
