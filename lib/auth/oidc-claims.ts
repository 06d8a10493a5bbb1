import { z } from "zod";
import type { OidcSettings } from "@/lib/env-sign-in";
import type { Session } from "./session";
import type { SignInFailure } from "./sign-in-failure";

/** As many groups as a cookie has room for, in number and in letters. */
const MOST_GROUPS = 200;
const MOST_LETTERS = 8_000;

/** A name that can stand in a manifest, a commit's trailer and an RBAC subject. */
const name = z.string().regex(/^[^\p{Cc}\p{Zl}\p{Zp}]{1,200}$/u);
const address = z
  .string()
  .max(254)
  .regex(/^[^\s<>@\p{Cc}]+@[^\s<>@\p{Cc}]+$/u);

/**
 * Who an ID token speaks of. Its signature, audience, nonce and end have been checked.
 * @returns what the session keeps, or why nobody can be signed in by it.
 */
export function sessionOfClaims(
  claims: Readonly<Record<string, unknown>>,
  settings: Pick<OidcSettings, "issuer" | "userClaim" | "groupsClaim">,
): Session | SignInFailure {
  // The provider's own configuration may name another issuer than the portal's does: that one's people are strangers.
  if (claims.iss !== settings.issuer) return "issuer";
  const id = name.safeParse(claims.sub);
  const claim = name.safeParse(claims[settings.userClaim]);
  if (!id.success || !claim.success) return "nameless";
  const groups = groupsOf(claims, settings.groupsClaim);
  if (typeof groups === "string") return groups;
  const greeting = [claims.name, claims.preferred_username].map((text) => name.safeParse(text).data);
  const email = address.safeParse(claims.email);
  return {
    provider: "oidc",
    issuer: settings.issuer,
    id: id.data,
    claim: claim.data,
    name: greeting.find((text) => text !== undefined && text.trim() !== "") ?? claim.data,
    // Exactly true: what is merely like it was not promised by anybody.
    email: email.success && claims.email_verified === true ? email.data : null,
    groups,
  };
}

/** The groups, none where the claim is missing. One that can't be written down grants nothing, so it is left out. */
function groupsOf(claims: Readonly<Record<string, unknown>>, claim: string): string[] | SignInFailure {
  // The provider says that there are groups, and that they didn't fit: to take that for none would take rights away.
  const elsewhere = z.record(z.string(), z.unknown()).safeParse(claims._claim_names);
  if (elsewhere.success && Object.hasOwn(elsewhere.data, claim)) return "groups";
  const value = Object.hasOwn(claims, claim) ? claims[claim] : [];
  const listed = z.array(z.string()).safeParse(typeof value === "string" ? [value] : value);
  if (!listed.success) return "groups";
  const groups = [...new Set(listed.data)].filter((group) => name.safeParse(group).success);
  return groups.length > MOST_GROUPS || groups.join("").length > MOST_LETTERS ? "groups" : groups;
}
