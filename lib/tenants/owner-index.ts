import { BoundedMap } from "@/lib/domain/bounded-map";
import { pathOf } from "@/lib/domain/path";
import { type Owner, ownersOf, TENANT_ROLES, type TenantRole } from "@/lib/domain/roles";
import type { Viewer } from "@/lib/domain/viewer";
import { parseManifest } from "@/lib/manifest/manifest";
import type { Releases, Snapshot } from "@/lib/releases/port";
import { remembered } from "@/lib/requests/remembered";

/** Who owns what, at one commit of main. Nothing in it depends on who asks. */
interface OwnerIndex {
  commit: string;
  /** `User dev:requester` → tenant → the strongest role that this subject has there. */
  bySubject: Map<string, Map<string, TenantRole>>;
}

interface Newest {
  index: Promise<OwnerIndex> | null;
  commit: string;
}

/** Owners by the blob of the tenant's manifest: parsed once, whoever asks and however often main moves. */
const ownersByBlob = remembered(() => new BoundedMap<string, Owner[]>(50_000));
const newestIndex = remembered<Newest>(() => ({ index: null, commit: "" }));

/** The owners of each of the tenants, in one round trip; a tenant without a manifest is missing from the answer. */
export async function ownersOfTenants(
  releases: Releases,
  snapshot: Snapshot,
  tenants: readonly string[],
): Promise<Map<string, Owner[]>> {
  const known = ownersByBlob(releases);
  const entries = tenants.flatMap((tenant) => snapshot.entry(pathOf({ type: "tenant", tenant })) ?? []);
  const texts = await snapshot.read(entries.filter(({ blob }) => !known.get(blob)).map(({ path }) => path));
  const owners = new Map<string, Owner[]>();
  for (const { target, path, blob } of entries) {
    const found = known.get(blob) ?? ownersOf(parseManifest(texts.get(path) ?? "").manifest?.values ?? {});
    known.set(blob, found);
    owners.set(target.tenant, found);
  }
  return owners;
}

/** The viewer's role in every tenant where they have one, sorted by tenant. */
export async function rolesOf(
  releases: Releases,
  snapshot: Snapshot,
  viewer: Pick<Viewer, "subject" | "groups">,
): Promise<Map<string, TenantRole>> {
  const remember = newestIndex(releases);
  if (remember.commit !== snapshot.commit || !remember.index) {
    remember.commit = snapshot.commit;
    remember.index = build(releases, snapshot);
    // A failed reading must not be remembered.
    remember.index.catch(() => (remember.index = null));
  }
  const { bySubject } = await remember.index;
  const subjects = [`User ${viewer.subject}`, ...viewer.groups.map((group) => `Group ${group}`)];
  const roles = new Map<string, TenantRole>();
  for (const subject of subjects)
    for (const [tenant, role] of bySubject.get(subject) ?? [])
      roles.set(tenant, stronger(role, roles.get(tenant) ?? role));
  return new Map([...roles].sort(([a], [b]) => (a < b ? -1 : 1)));
}

async function build(releases: Releases, snapshot: Snapshot): Promise<OwnerIndex> {
  const bySubject: OwnerIndex["bySubject"] = new Map();
  for (const [tenant, owners] of await ownersOfTenants(releases, snapshot, snapshot.tenants()))
    for (const { kind, name, role } of owners) {
      const subject = `${kind} ${name}`;
      const tenants = bySubject.get(subject) ?? new Map<string, TenantRole>();
      bySubject.set(subject, tenants.set(tenant, stronger(role, tenants.get(tenant) ?? role)));
    }
  return { commit: snapshot.commit, bySubject };
}

function stronger(a: TenantRole, b: TenantRole): TenantRole {
  return TENANT_ROLES.indexOf(a) > TENANT_ROLES.indexOf(b) ? a : b;
}
