import { PortalError } from "@/lib/domain/errors";
import type { Attention } from "@/lib/domain/request-views";
import type { Viewer } from "@/lib/domain/viewer";
import type { Deps } from "@/lib/requests/deps";

/** What the navigation counts; `seen` is the cookie's text. */
export async function readAttention(_deps: Deps, _viewer: Viewer, _input: { seen: string }): Promise<Attention> {
  return Promise.reject(new PortalError("unavailable", "This page is being built."));
}
