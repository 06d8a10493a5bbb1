import type { Person } from "./viewer";

type Known = Pick<Person, "subject" | "account">;

/** Who somebody is, without what they may do: what is kept of them in Git. */
export function personOf({ subject, name, email, account }: Person): Person {
  return { subject, name, email, ...(account === undefined ? {} : { account }) };
}

/**
 * Whether two are one person, for what only that person may do. A name may pass to somebody else, an account never does; where
 * one of the two has none (what was written before accounts were kept, or by hand) the name has to do.
 */
export function isSamePerson(one: Known, other: Known): boolean {
  return one.account === undefined || other.account === undefined
    ? one.subject === other.subject
    : one.account === other.account;
}

/** Whether two may be one person, for what that person must not do: a name or an account in common is enough. */
export function mayBeSamePerson(one: Known, other: Known): boolean {
  return one.subject === other.subject || (one.account !== undefined && one.account === other.account);
}
