/** The person in front of the portal, as one sign-in provider vouches for them. Roles are never in here: they are read from Git for each request. */
export interface Viewer {
  /** The exact RBAC user name, prefix included: `dev:requester`. It is also the person's identity. */
  subject: string;
  /** The exact RBAC group names, prefix included. */
  groups: string[];
  /** For greeting, timelines and commit authors: "requester". */
  name: string;
  /** For the commit's author only; never used to authorise. */
  email: string;
  /** From platform.yaml's `admins`. */
  platformAdmin: boolean;
}

/** Who did something, as Git keeps it. */
export interface Person {
  /** The exact RBAC user name. */
  subject: string;
  name: string;
  email: string;
}
