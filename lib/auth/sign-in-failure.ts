/** Why somebody isn't signed in, each with the sentence that the sign-in page says. */
const SENTENCES = {
  ended: "Your session is over, and the sign-in service wants to see you again. Sign in; what you typed is still here.",
  denied: "The sign-in service did not let you in, or you turned back there. Try again, or ask the platform team.",
  unreachable:
    "The sign-in service does not answer the portal. Try again in a moment; if it stays, tell the platform team.",
  failed: "What the sign-in service answered could not be trusted, so you are not signed in. Try again.",
  issuer:
    "The sign-in service calls itself by another name than the portal knows. The platform team has to correct OIDC_ISSUER.",
  nameless:
    "The sign-in service does not say what you are called in a form that the portal can use. The platform team has to look at OIDC_USER_CLAIM.",
  groups:
    "The sign-in service does not say which groups you are in: there are too many, or they are no list. The platform team has to make it send this portal only the groups that count here.",
  unmapped:
    "The portal has no names for people of this sign-in service. The platform team has to add it to identity in platform.yaml.",
} as const;

export type SignInFailure = keyof typeof SENTENCES;

/** The sentence of a failure, by what stands in the address; null for anything that is none. */
export function sentenceOf(failure: unknown): string | null {
  return isFailure(failure) ? SENTENCES[failure] : null;
}

/** True for the name of a failure. */
export function isFailure(value: unknown): value is SignInFailure {
  return typeof value === "string" && Object.hasOwn(SENTENCES, value);
}

/** What a provider answers (by RFC 6749 and OpenID Connect) when it would have had to show something, and was told not to. */
const SILENT = new Set(["login_required", "interaction_required", "consent_required", "account_selection_required"]);

/** Why signing in ended where it did. @param error the provider's `error`, null when it named none. */
export function failureOf(error: string | null): SignInFailure {
  if (error === null) return "failed";
  if (SILENT.has(error)) return "ended";
  return error === "access_denied" ? "denied" : "failed";
}
