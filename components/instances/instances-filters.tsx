import { SortField, StateField } from "@/components/tenants/instance-filters";
import { Button } from "@/components/ui/button";
import { FieldLabel, Input, Select } from "@/components/ui/field";
import type { AllInstances } from "@/lib/domain/instances-views";

/** Which of all instances are shown, in which order: a plain form whose answer is an address. */
export function InstancesFilters({ query, services }: Pick<AllInstances, "query" | "services">) {
  return (
    // A new query is a new form, so that going back shows the fields as they were.
    <form
      key={JSON.stringify(query)}
      action="/admin/instances"
      role="search"
      aria-label="All instances"
      className="flex flex-wrap items-end gap-3 border-b border-line px-4 py-3"
    >
      <div className="grid grow basis-56 gap-1">
        <FieldLabel htmlFor="all-q">Search</FieldLabel>
        <Input id="all-q" name="q" type="search" defaultValue={query.q} placeholder="tenant, name or service" />
      </div>
      <div className="grid grow basis-36 gap-1">
        <FieldLabel htmlFor="all-tenant">Tenant</FieldLabel>
        <Input id="all-tenant" name="tenant" defaultValue={query.tenant} placeholder="any" autoComplete="off" />
      </div>
      <div className="grid grow basis-36 gap-1">
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
      <StateField id="all-state" value={query.state} />
      <SortField id="all-sort" value={query.sort} />
      <div>
        <Button type="submit">Show</Button>
      </div>
    </form>
  );
}
