/** One account of the development sign-in: a role to try the portal as, never a person. */
export interface DevelopmentAccount {
  /** What the provider vouches for; platform.yaml's `identity.development` makes it a subject: `dev:requester`. */
  claim: string;
  title: string;
  /** One sentence: what this role can do with the example on the first start. */
  what: string;
}

/** The accounts that development sign-in offers. */
export const DEVELOPMENT_ACCOUNTS: readonly DevelopmentAccount[] = [
  {
    claim: "requester",
    title: "Requester",
    what: "Requests services in the example tenant and follows them until they are ready.",
  },
  {
    claim: "tenant-owner",
    title: "Tenant owner",
    what: "Also decides who owns the example tenant, and may delete what is in it.",
  },
  {
    claim: "platform-admin",
    title: "Platform admin",
    what: "Reviews what others request, and merges it.",
  },
];
