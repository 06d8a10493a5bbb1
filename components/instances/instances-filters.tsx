import { STATE_LOOK } from "@/components/status/words";
import { SORTED } from "@/components/tenants/instance-filters";
import { LISTED_STATES } from "@/components/tenants/list-query";
import { Button } from "@/components/ui/button";
import { FieldLabel, Input, Select } from "@/components/ui/field";
import type { AllInstances } from "@/lib/domain/instances-views";
import { INSTANCE_SORTS } from "@/lib/domain/tenant-views";

/** Which of all instances are shown, in which order: a plain form whose answer is an address. */
export function InstancesFilters({ query, services }: Pick<AllInstances, "query" | "services">) {
  return (
    // A new query is a new form, so that going back shows the fields as they were.
    <form
      key={JSON.stringify(query)}
      action="/admin/instances"
      role="search"
      aria-label="All instances"
      className="grid grid-cols-[repeat(auto-fit,minmax(min(100%,9rem),1fr))] items-end gap-3 border-b border-line px-4 py-3"
    >
      <div className="grid gap-1">
        <FieldLabel htmlFor="all-q">Search</FieldLabel>
        <Input id="all-q" name="q" type="search" defaultValue={query.q} placeholder="tenant, name or service" />
      </div>
      <div className="grid gap-1">
        <FieldLabel htmlFor="all-tenant">Tenant</FieldLabel>
        <Input id="all-tenant" name="tenant" defaultValue={query.tenant} placeholder="any" autoComplete="off" />
      </div>
      <div className="grid gap-1">
        <FieldLabel htmlFor="all-service">Service</FieldLabel>
        <Select id="all-service" name="service" defaultValue={query.service}>
          <option value="">any</option>
          {services.map(({ name, title }) => (
            <option key={name} value={name}>
              {title}
            </option>
          ))}
        </Select>
      </div>
      <div className="grid gap-1">
        <FieldLabel htmlFor="all-state">State</FieldLabel>
        <Select id="all-state" name="state" defaultValue={query.state ?? ""}>
          <option value="">any</option>
          {LISTED_STATES.map((state) => (
            <option key={state} value={state}>
              {STATE_LOOK[state].word.toLowerCase()}
            </option>
          ))}
        </Select>
      </div>
      <div className="grid gap-1">
        <FieldLabel htmlFor="all-sort">Order</FieldLabel>
        <Select id="all-sort" name="sort" defaultValue={query.sort}>
          {INSTANCE_SORTS.map((sort) => (
            <option key={sort} value={sort}>
              {SORTED[sort]}
            </option>
          ))}
        </Select>
      </div>
      <div>
        <Button type="submit">Show</Button>
      </div>
    </form>
  );
}
