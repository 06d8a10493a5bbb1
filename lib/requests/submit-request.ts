import { PortalError } from "@/lib/domain/errors";
import { pathOf } from "@/lib/domain/path";
import { isSamePerson, personOf } from "@/lib/domain/person";
import type { Problem } from "@/lib/domain/problem";
import { isOpen, type Request, type RequestDetail } from "@/lib/domain/request";
import { titleOfRequest } from "@/lib/domain/request-title";
import type { SendAnswer, SendRequest } from "@/lib/domain/send-request";
import type { Service } from "@/lib/domain/service";
import { nameOf, type Target } from "@/lib/domain/target";
import type { Viewer } from "@/lib/domain/viewer";
import { missing } from "@/lib/tenants/access";
import type { Deps } from "./deps";
import { type Draft, draftOf, unknownBase } from "./draft";
import { type Ground, namesOfService, readGround, requireService } from "./ground";
import { judge } from "./judge/judge";
import { namesFit } from "./judge/names-fit";
import { textAt } from "./manifest-file";
import { requireToSend } from "./may-send";
import { hasPath, targetOfInput } from "./target-of-input";
import { problemsInFile, settleUnknownKeys } from "./unknown-keys";
import { sightOf } from "./visible";

/**
 * Takes a request in: everything that the form checked is checked again, against main as it is now.
 * @throws PortalError with all problems at once; nothing has been written then.
 */
export async function submitRequest(deps: Deps, viewer: Viewer, input: SendRequest): Promise<SendAnswer> {
  requireSamePerson(viewer, input);
  const ground = await readGround(deps);
  const target = targetOfInput(input);
  await requireToSend(deps, ground, viewer, input.type, target);
  const service = serviceFor(ground, input);
  requireSameSchema(service, input);
  requireConfirmation(input, target);
  if (!hasPath(target)) throw await illFormed(deps, ground, viewer, { input, target, service });

  const revised =
    input.revises === undefined
      ? null
      : await requireRevisable(deps, ground, viewer, input.revises, input.type, target);
  const draft = await draftOf(deps, ground, { input, target, service, revised });
  const before = input.base === ground.main.commit ? null : await sentBefore(ground, viewer, target, draft);
  if (before) return answer("same", before);
  if (draft.content !== null && draft.content === draft.from && input.type !== "create") throw unchanged();

  const { problems } = await judge(deps, ground, {
    type: input.type,
    target,
    content: draft.content,
    before: draft.before,
    by: { subject: viewer.subject, groups: viewer.groups },
    number: input.revises ?? null,
    when: "send",
  });
  if (problems.length > 0) throw refusal(problems);
  return send(deps, ground, viewer, { input, target, service, draft });
}

/** Whoever signed in meanwhile, in another tab perhaps, doesn't send what another person entered. */
function requireSamePerson(viewer: Viewer, { person }: SendRequest): void {
  if (person === undefined || person === viewer.subject) return;
  const message = `You are signed in as ${viewer.subject} now, but this form was opened by ${person}. Nothing was sent, and what was entered is kept. Sign in as ${person} in another tab and send it from here, or open the form anew to send a request of your own.`;
  throw new PortalError("conflict", message, [{ code: "other-person", pointer: null, label: null, message }]);
}

/** A deletion needs no chart: what left the catalogue can still go. */
function serviceFor(ground: Ground, input: SendRequest): Service {
  if (input.type !== "delete") return requireService(ground, input.service);
  const known = ground.services.find(({ name }) => name === input.service);
  const names = namesOfService(ground, input.service);
  return known ?? { ...names, description: "", icon: null, tags: [], schema: {}, schemaHash: "", objects: [] };
}

function requireSameSchema(service: Service, input: SendRequest): void {
  if (input.type === "delete" || input.schemaHash === service.schemaHash) return;
  const message = `The form of ${service.title} has changed since it was opened. Load it again; what you entered is kept and filled in where it still fits.`;
  throw new PortalError("conflict", message, [{ code: "schema-changed", pointer: null, label: null, message }]);
}

function requireConfirmation(input: SendRequest, target: Target): void {
  if (input.type !== "delete" || input.confirm === nameOf(target)) return;
  const message = `Type ${nameOf(target)} exactly as it is written to confirm the deletion.`;
  throw new PortalError("invalid", message, [{ code: "confirm", pointer: null, label: null, message }]);
}

/** A name without a path: never looked up anywhere, but told together with everything else that is wrong. */
async function illFormed(
  deps: Deps,
  ground: Ground,
  viewer: Viewer,
  { input, target, service }: { input: SendRequest; target: Target; service: Service },
): Promise<PortalError> {
  if (input.type !== "create") return missing();
  const by = { subject: viewer.subject, groups: viewer.groups };
  const names = await namesFit({
    deps,
    ground,
    proposal: { type: "create", target, content: null, before: null, by, number: null, when: "send" },
  });
  const values = settleUnknownKeys(service, null, input.values ?? {}, []);
  const others = problemsInFile(service, values).problems.filter(
    ({ pointer }) => !names.some((problem) => problem.pointer === pointer),
  );
  return refusal([...names, ...(input.values ? others : [])]);
}

async function requireRevisable(
  deps: Deps,
  ground: Ground,
  viewer: Viewer,
  number: number,
  type: SendRequest["type"],
  target: Target,
): Promise<RequestDetail> {
  const detail = await deps.releases.request(number);
  const sees = await sightOf(deps, ground, viewer);
  if (!detail || !sees(detail) || detail.path !== pathOf(target) || detail.type !== type) throw missing();
  if (!isSamePerson(detail.by, viewer))
    throw new PortalError("forbidden", `Only ${detail.by.name}, who sent request ${number}, can edit it.`);
  if (!isOpen(detail.state)) throw closed(detail);
  return detail;
}

/** The viewer's own merged request with this very content: what a send that timed out and is repeated comes to. */
async function sentBefore(ground: Ground, viewer: Viewer, target: Target, draft: Draft): Promise<Request | null> {
  const path = pathOf(target);
  const newest = ground.requests.find((request) => request.path === path && request.state === "merged");
  if (!newest || !isSamePerson(newest.by, viewer) || ground.main.entry(path)?.commit !== newest.mergeCommit)
    return null;
  return draft.content !== null && (await textAt(ground.main, path)) === draft.content ? newest : null;
}

async function send(
  deps: Deps,
  ground: Ground,
  viewer: Viewer,
  { input, target, service, draft }: { input: SendRequest; target: Target; service: Service; draft: Draft },
): Promise<SendAnswer> {
  const result = await deps.releases.submit({
    key: input.key,
    title: titleOfRequest(input.type, target, service.title),
    path: pathOf(target),
    content: draft.content,
    base: draft.base,
    by: personOf(viewer),
    groups: viewer.groups,
    ...(input.revises !== undefined && { revises: input.revises }),
  });
  switch (result.outcome) {
    case "unchanged":
      throw unchanged();
    case "unknown-base":
      throw unknownBase();
    case "closed":
      throw closed(result.request);
    case "taken":
      throw taken(result.request, (await sightOf(deps, ground, viewer))(result.request));
    default:
      return answer(result.outcome, result.request);
  }
}

function answer(outcome: SendAnswer["outcome"], { number }: Request): SendAnswer {
  return { outcome, number, href: `/requests/${number}` };
}

function refusal(problems: Problem[]): PortalError {
  const taken = problems.some(({ code }) => code === "name-taken");
  const message =
    problems.length === 1
      ? "One thing has to change before this can be sent."
      : `${problems.length} things have to change before this can be sent.`;
  return new PortalError(taken ? "conflict" : "invalid", message, problems);
}

function unchanged(): PortalError {
  return new PortalError("invalid", "Nothing differs from what is there already, so there is nothing to send.");
}

function closed(request: Request): PortalError {
  return new PortalError(
    "conflict",
    `Request ${request.number} was ${request.state} meanwhile, so it can't be changed any more. Send this as a new request.`,
  );
}

/** Somebody else's request for a tenant isn't everybody's to see: then only that it is there is said. */
function taken(request: Request, visible: boolean): PortalError {
  const message = visible
    ? `Request ${request.number} is open for the same manifest. Wait until it is decided, or edit that one.`
    : "Somebody has sent a request for the same name already. Choose another name, or wait until it is decided.";
  const link = visible ? { link: { href: `/requests/${request.number}`, text: request.title } } : {};
  return new PortalError("conflict", message, [{ code: "request-open", pointer: null, label: null, message, ...link }]);
}
