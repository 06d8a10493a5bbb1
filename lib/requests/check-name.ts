import { PortalError } from "@/lib/domain/errors";
import type { NameAnswer } from "@/lib/domain/send-request";
import type { Viewer } from "@/lib/domain/viewer";
import type { Deps } from "@/lib/requests/deps";

/** Whether a name is free. */
export async function checkName(
  _deps: Deps,
  _viewer: Viewer,
  _input: { service: string; tenant: string; name: string },
): Promise<NameAnswer> {
  return Promise.reject(new PortalError("unavailable", "This page is being built."));
}
