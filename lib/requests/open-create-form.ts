import { PortalError } from "@/lib/domain/errors";
import type { FormPage } from "@/lib/domain/form-views";
import type { Viewer } from "@/lib/domain/viewer";
import type { Deps } from "@/lib/requests/deps";

/** The form for a new target; `from` starts again from an ended request. */
export async function openCreateForm(
  _deps: Deps,
  _viewer: Viewer,
  _input: { service: string; tenant?: string; from?: number },
): Promise<FormPage> {
  return Promise.reject(new PortalError("unavailable", "This page is being built."));
}
