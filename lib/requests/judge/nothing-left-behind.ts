import { pageOf } from "@/lib/domain/path";
import { isOpen } from "@/lib/domain/request";
import { nameOf, serviceOf } from "@/lib/domain/target";
import { namesOfService } from "@/lib/requests/ground";
import type { Phase } from "./proposal";

/** Most instances named one by one. */
const NAMED = 20;

/** A tenant goes only when nothing is in it and nothing is about to be. */
export const nothingLeftBehind: Phase = ({ ground, proposal }) => {
  const { target, type } = proposal;
  if (target.type !== "tenant" || type !== "delete") return [];
  const instances = ground.main.instances(target.tenant);
  const coming = ground.requests.filter(
    (request) =>
      isOpen(request.state) &&
      request.type === "create" &&
      request.target.type === "instance" &&
      request.target.tenant === target.tenant,
  );
  const title = (service: string) => namesOfService(ground, service).title;
  const rest = instances.length - NAMED;
  return [
    ...instances.slice(0, NAMED).map((entry) => ({
      code: "tenant-not-empty",
      pointer: null,
      label: null,
      message: `${target.tenant} still has the ${title(serviceOf(entry.target))} ${nameOf(entry.target)}. Delete it first.`,
      link: { href: pageOf(entry.target), text: `${title(serviceOf(entry.target))} ${nameOf(entry.target)}` },
    })),
    ...(rest > 0
      ? [{ code: "tenant-not-empty", pointer: null, label: null, message: `${rest} more instances have to go first.` }]
      : []),
    ...coming.slice(0, NAMED).map((request) => ({
      code: "tenant-not-empty",
      pointer: null,
      label: null,
      message: `Request ${request.number} asks for something new in ${target.tenant}. Wait until it is decided, or withdraw it.`,
      link: { href: `/requests/${request.number}`, text: request.title },
    })),
  ];
};
