import "server-only";
import { PortalError } from "@/lib/domain/errors";
import type { Deps } from "@/lib/requests/deps";

/** Everything that pages and route handlers work with. */
export type Portal = Deps;

const KEY = Symbol.for("managed-services.portal");

/** The build gives pages, route handlers and instrumentation a copy of this module each; they meet on `globalThis`. */
const processWide: typeof globalThis & { [KEY]?: Promise<Portal> } = globalThis;

/** The portal of this process: opened once, by whoever asks first. */
export function portal(): Promise<Portal> {
  processWide[KEY] ??= open();
  return processWide[KEY];
}

function open(): Promise<Portal> {
  return Promise.reject(new PortalError("unavailable", "The portal's adapters are being put in."));
}
