import { PortalError } from "@/lib/domain/errors";
import type { FormPage } from "@/lib/domain/form-views";
import type { Target } from "@/lib/domain/target";
import type { Viewer } from "@/lib/domain/viewer";
import type { Deps } from "@/lib/requests/deps";

/** The form filled from the file on main. */
export async function openEditForm(_deps: Deps, _viewer: Viewer, _input: { target: Target }): Promise<FormPage> {
  return Promise.reject(new PortalError("unavailable", "This page is being built."));
}
