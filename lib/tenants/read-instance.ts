import { PortalError } from "@/lib/domain/errors";
import type { Target } from "@/lib/domain/target";
import type { InstanceView } from "@/lib/domain/tenant-views";
import type { Viewer } from "@/lib/domain/viewer";
import type { Deps } from "@/lib/requests/deps";

/** One instance. */
export async function readInstance(
  _deps: Deps,
  _viewer: Viewer,
  _input: { target: Extract<Target, { type: "instance" }> },
): Promise<InstanceView> {
  return Promise.reject(new PortalError("unavailable", "This page is being built."));
}
