import { DEVELOPMENT_ACCOUNTS } from "@/lib/auth/accounts";
import type { JsonObject } from "@/lib/domain/json";
import { pathOf } from "@/lib/domain/path";
import type { Platform } from "@/lib/domain/platform";
import { type Service, TENANT_SERVICE } from "@/lib/domain/service";
import { nameOf, serviceOf, type Target } from "@/lib/domain/target";
import type { Person } from "@/lib/domain/viewer";
import { buildManifest } from "@/lib/manifest/build";
import { editManifest } from "@/lib/manifest/edit";

/** What greets a newcomer: one tenant with what it runs, and one request that waits for a decision. */
export interface ExampleContent {
  manifests: { path: string; content: string }[];
  request: { title: string; path: string; content: string; by: Person; groups: string[] };
}

/** The one tenant of the example. */
export const EXAMPLE_TENANT = "example";

const INSTANCES: readonly { service: string; name: string; values: JsonObject }[] = [
  { service: "postgres", name: "orders", values: { size: "small", storage: "20Gi" } },
  {
    service: "webapp",
    name: "shop",
    values: { image: "nginxinc/nginx-unprivileged:1.29", ingress: { enabled: true } },
  },
];

/** What the request asks for: more copies of the database, and more room. */
const WISH: JsonObject = { size: "small", storage: "40Gi", instances: 3 };

/**
 * The example for this platform and these charts.
 * @returns null where it would make no sense: nobody signs in with a development account, or a chart of it is not there.
 */
export function exampleOf(
  platform: Platform,
  services: readonly Pick<Service, "name" | "kind" | "title">[],
): ExampleContent | null {
  const identity = platform.identity.development;
  const offered = new Map(services.map((service) => [service.name, service]));
  const wished = INSTANCES[0];
  if (
    !identity ||
    !wished ||
    ![TENANT_SERVICE, ...INSTANCES.map(({ service }) => service)].every((name) => offered.has(name))
  )
    return null;

  const subject = (claim: string) => `${identity.userPrefix}${claim}`;
  const [requester, owner] = DEVELOPMENT_ACCOUNTS.map(({ claim }) => claim);
  if (requester === undefined || owner === undefined) return null;
  const write = (target: Target, values: JsonObject) => ({
    path: pathOf(target),
    content: buildManifest(platform, offered.get(serviceOf(target))?.kind ?? "", target, values),
  });
  const instance = ({ service, name }: { service: string; name: string }): Target => ({
    type: "instance",
    tenant: EXAMPLE_TENANT,
    service,
    name,
  });

  const manifests = [
    write(
      { type: "tenant", tenant: EXAMPLE_TENANT },
      {
        description: "An example to look around in. One action takes it away.",
        owners: [
          { kind: "User", name: subject(owner), role: "admin" },
          { kind: "User", name: subject(requester), role: "edit" },
        ],
      },
    ),
    ...INSTANCES.map(({ values, ...named }) => write(instance(named), values)),
  ];
  const target = instance(wished);
  const path = pathOf(target);
  const before = manifests.find((manifest) => manifest.path === path)?.content ?? "";
  return {
    manifests,
    request: {
      title: `Change ${offered.get(wished.service)?.title ?? wished.service} ${nameOf(target)} in ${EXAMPLE_TENANT}`,
      path,
      content: editManifest(before, { tenant: EXAMPLE_TENANT, name: wished.name, ...WISH }),
      by: { subject: subject(requester), name: requester, email: `${requester}@development.invalid` },
      groups: [],
    },
  };
}
