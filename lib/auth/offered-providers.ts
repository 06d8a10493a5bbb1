import "server-only";
import { env } from "@/lib/env";

/** Which provider to go back to without a word once a session is over. It says nothing of who anybody is. */
export const LAST_PROVIDER_COOKIE = "portal-last-provider";

/** A sign-in service as the sign-in page offers it. */
export interface OfferedProvider {
  id: "oidc" | "github";
  /** What people call it. */
  name: string;
  /** True when it can be asked to show nothing. */
  silently: boolean;
}

/** The sign-in services that are configured, beside the development sign-in. */
export function offeredProviders(): OfferedProvider[] {
  const { oidc, github } = env();
  return [
    ...(github ? [{ id: "github" as const, name: "GitHub", silently: false }] : []),
    ...(oidc ? [{ id: "oidc" as const, name: oidc.name, silently: true }] : []),
  ];
}
