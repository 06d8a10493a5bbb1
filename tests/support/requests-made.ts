import type { SendRequest } from "@/lib/domain/send-request";
import type { Viewer } from "@/lib/domain/viewer";
import { mergeRequest } from "@/lib/requests/merge-request";
import { remarkOnRequest } from "@/lib/requests/remark-on-request";
import { submitRequest } from "@/lib/requests/submit-request";
import { people, type UseCasePortal } from "./use-case-portal";

const { requester, admin } = people;

/**
 * What the tests do with requests again and again, through the use cases, on the portal that the running test has.
 * `change` asks for three instances of acme's orders as the requester, `create` for a webapp in acme; `merge` is the platform admin's. Each acts on the head that the request has then.
 */
export function requestsOn(portal: () => UseCasePortal) {
  const sent = async (viewer: Viewer, body: SendRequest) => (await submitRequest(portal().deps, viewer, body)).number;
  const headOf = async (number: number) => (await portal().releases.request(number))?.head ?? "";
  return {
    sent,
    headOf,
    change: async (more?: Partial<SendRequest>) => sent(requester, await ordersChange(portal(), more)),
    create: async (name: string, viewer = requester) =>
      sent(viewer, await portal().body("create", "webapp", "acme", name)),
    merge: async (number: number, acknowledged: string[] = []) =>
      mergeRequest(portal().deps, admin, { number, head: await headOf(number), text: "", acknowledged }),
    say: async (viewer: Viewer, number: number, type: "comment" | "ask-changes" | "approve" | "decline" | "withdraw") =>
      remarkOnRequest(portal().deps, viewer, { number, type, head: await headOf(number), text: "because" }),
  };
}

/** What the form would send to change acme's orders to three instances, with `more` in its place. */
export function ordersChange(portal: UseCasePortal, more: Partial<SendRequest> = {}): Promise<SendRequest> {
  return portal.body("update", "postgres", "acme", "orders", { values: { instances: 3 }, ...more });
}
