import { PortalError } from "@/lib/domain/errors";
import type { FormPage } from "@/lib/domain/form-views";
import type { Viewer } from "@/lib/domain/viewer";
import type { Deps } from "@/lib/requests/deps";

/** The form filled from an open request. */
export async function openReviseForm(_deps: Deps, _viewer: Viewer, _input: { number: number }): Promise<FormPage> {
  return Promise.reject(new PortalError("unavailable", "This page is being built."));
}
