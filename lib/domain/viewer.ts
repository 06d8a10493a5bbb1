/** The person in front of the portal, as one sign-in provider vouches for them. Roles are never in here: they are read from Git for each request. */
export interface Viewer {
  /** The exact RBAC user name, prefix included: `dev:requester`. Roles go by it. */
  subject: string;
  /** The exact RBAC group names, prefix included. */
  groups: string[];
  /** For greeting, timelines and commit authors: "requester". */
  name: string;
  /** For the commit's author only; never used to authorise. */
  email: string;
  /** Stands for the account at the provider, for ever and for nobody else: a digest of issuer and id there. */
  account?: string;
  /** From platform.yaml's `admins`. */
  platformAdmin: boolean;
}

/** Who did something, as Git keeps it. */
export interface Person {
  /** The exact RBAC user name. */
  subject: string;
  name: string;
  email: string;
  /** As a viewer's; absent for who only git knows, and in what was written before it was kept. */
  account?: string;
}
