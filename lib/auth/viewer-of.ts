import { createHash } from "node:crypto";
import type { Platform } from "@/lib/domain/platform";
import { isSubject } from "@/lib/domain/roles";
import type { Viewer } from "@/lib/domain/viewer";
import type { Session } from "./session";

/**
 * The viewer that a session stands for, by what platform.yaml says at this moment.
 * @returns null when platform.yaml maps no subjects for the provider: then nobody of it has a name here.
 */
export function viewerOf(session: Session, platform: Pick<Platform, "identity" | "admins">): Viewer | null {
  const mapping = Object.hasOwn(platform.identity, session.provider) ? platform.identity[session.provider] : undefined;
  if (!mapping) return null;
  const person = {
    subject: `${mapping.userPrefix}${session.claim}`,
    groups: session.groups.map((group) => `${mapping.groupPrefix}${group}`),
  };
  return {
    ...person,
    name: session.name,
    email: session.email ?? noReply(session),
    account: accountOf(session),
    platformAdmin: platform.admins.some((admin) => isSubject(person, admin)),
  };
}

/** The same for one account always, and telling nobody what it is called there. */
function accountOf({ issuer, id }: Session): string {
  return createHash("sha256").update(`${issuer}\n${id}`).digest("base64url").slice(0, 22);
}

/** An address that no mail can go to, from which the person can still be told: GitHub's own, or one in `.invalid`. */
function noReply({ provider, issuer, id, claim }: Session): string {
  if (provider === "github") return `${id}+${claim}@users.noreply.${new URL(issuer).hostname}`;
  return `${encodeURIComponent(claim)}@${provider}.invalid`;
}
