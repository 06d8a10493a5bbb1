/** The account in a tenant's namespace that its releases are installed as: it can't leave the namespace. */
export const DEPLOYER = "deployer";
