import "server-only";
import { portal } from "@/lib/portal";
import type { Session } from "./session";

/** A session with its groups: those that the cookie has, or GitHub's teams, which are asked for and not kept in it. */
export async function withGroups(session: Session): Promise<Session> {
  if (session.provider !== "github") return session;
  const { teams } = await portal();
  return { ...session, groups: (await teams?.teams(session.claim)) ?? [] };
}
