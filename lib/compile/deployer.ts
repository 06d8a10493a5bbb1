/** The account in a tenant's namespace that its releases are installed as: it can't leave the namespace. */
export const DEPLOYER = "deployer";
/** The account in the control namespace that tenants' own releases are installed as. */
export const TENANT_DEPLOYER = "tenant-deployer";
