import type { Person } from "@/lib/domain/viewer";

/** Who the portal itself is, where no person acts: the first commit, the example. */
export const PORTAL: Person = { subject: "", name: "managed-services", email: "managed-services@localhost" };

/** Text on one line: line breaks and control characters become spaces. */
export function oneLine(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, " ").trim();
}

/** People's own text without what git would trip over. */
function clean(text: string): string {
  return oneLine(text)
    .replace(/[<>]/g, "")
    .replace(/^[\s.,:;"'\\]+|[\s.,:;"'\\]+$/g, "");
}

/** A person's name and address as git takes them. */
export function gitPerson({ name, subject, email }: Person): { name: string; email: string } {
  return { name: clean(name) || clean(subject) || "unknown", email: clean(email).replace(/\s+/g, "") };
}

/** A git identity, `name <email> seconds +0000`. */
export function identity(person: Person, at: Date): string {
  const { name, email } = gitPerson(person);
  return `${name} <${email}> ${Math.floor(at.getTime() / 1000)} +0000`;
}

/** Reads `name <email> seconds zone` back. Somebody who only git knows has no subject: the empty one, which is nobody's. */
export function parseIdentity(line: string): { person: Person; at: string } {
  const [, name = "", email = "", seconds = "0"] = /^(.*?) ?<([^>]*)> (\d+)/.exec(line) ?? [];
  return { person: { subject: "", name, email }, at: timeOf(seconds) };
}

/** The last second that is written with four digits for the year. */
const LAST = 253_402_300_799;

/** Seconds since 1970 as ISO 8601. Git takes any number for a commit's time, also one that no calendar has: then the nearest. */
export function timeOf(seconds: string): string {
  return new Date(Math.min(Math.max(Number(seconds) || 0, 0), LAST) * 1000).toISOString();
}
