import { PortalError } from "@/lib/domain/errors";
import type { SendAnswer, SendRequest } from "@/lib/domain/send-request";
import type { Viewer } from "@/lib/domain/viewer";
import type { Deps } from "@/lib/requests/deps";

/** Takes a request in. */
export async function submitRequest(_deps: Deps, _viewer: Viewer, _input: SendRequest): Promise<SendAnswer> {
  return Promise.reject(new PortalError("unavailable", "This page is being built."));
}
