import { PortalError } from "@/lib/domain/errors";
import type { DeletePage } from "@/lib/domain/form-views";
import type { Target } from "@/lib/domain/target";
import type { Viewer } from "@/lib/domain/viewer";
import type { Deps } from "@/lib/requests/deps";

/** What goes with a target, before its deletion is asked for. */
export async function openDelete(_deps: Deps, _viewer: Viewer, _input: { target: Target }): Promise<DeletePage> {
  return Promise.reject(new PortalError("unavailable", "This page is being built."));
}
