import { DNS_LABEL } from "@/lib/domain/path";
import { TENANT_SERVICE } from "@/lib/domain/service";
import { nameOf, type Target } from "@/lib/domain/target";

/** The target that a service, a tenant and a name mean. A tenant's name is its own; `tenant` is then ignored. */
export function targetOfInput(input: { service: string; tenant: string; name: string }): Target {
  return input.service === TENANT_SERVICE
    ? { type: "tenant", tenant: input.name }
    : { type: "instance", tenant: input.tenant, service: input.service, name: input.name };
}

/** True when every part is a DNS label: only such a target has a path, so that none can lead anywhere else. */
export function hasPath(target: Target): boolean {
  const parts = target.type === "tenant" ? [] : [target.service];
  return [target.tenant, nameOf(target), ...parts].every((part) => DNS_LABEL.test(part));
}
