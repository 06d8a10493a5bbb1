import { STATE_LOOK } from "@/components/status/words";
import { Button } from "@/components/ui/button";
import { FieldLabel, Input, Select } from "@/components/ui/field";
import { INSTANCE_SORTS, type InstanceQuery, type InstanceSort } from "@/lib/domain/tenant-views";
import { LISTED_STATES } from "./list-query";

/** What each order is called. */
const SORTED: Record<InstanceSort, string> = {
  name: "by name",
  changed: "newest change first",
  status: "what needs attention first",
};

/** Which of a tenant's instances are shown, in which order: a plain form whose answer is an address. */
export function InstanceFilters({ tenant, query }: { tenant: string; query: InstanceQuery }) {
  return (
    // A new query is a new form, so that going back shows the fields as they were.
    <form
      key={`${query.q} ${query.state ?? ""} ${query.sort}`}
      action={`/tenants/${tenant}`}
      role="search"
      aria-label="Instances"
      className="flex flex-wrap items-end gap-3 border-b border-line px-4 py-3"
    >
      <div className="grid grow basis-56 gap-1">
        <FieldLabel htmlFor="instances-q">Search</FieldLabel>
        <Input id="instances-q" name="q" type="search" defaultValue={query.q} placeholder="name or service" />
      </div>
      <StateField id="instances-state" value={query.state} />
      <SortField id="instances-sort" value={query.sort} />
      <div>
        <Button type="submit">Show</Button>
      </div>
    </form>
  );
}

/** Which state instances are in that are shown. */
export function StateField({ id, value }: { id: string; value: InstanceQuery["state"] }) {
  return (
    <div className="grid grow basis-36 gap-1">
      <FieldLabel htmlFor={id}>State</FieldLabel>
      <Select id={id} name="state" defaultValue={value ?? ""}>
        <option value="">any</option>
        {LISTED_STATES.map((state) => (
          <option key={state} value={state}>
            {STATE_LOOK[state].word.toLowerCase()}
          </option>
        ))}
      </Select>
    </div>
  );
}

/** In which order instances are shown. */
export function SortField({ id, value }: { id: string; value: InstanceSort }) {
  return (
    <div className="grid grow basis-60 gap-1">
      <FieldLabel htmlFor={id}>Order</FieldLabel>
      <Select id={id} name="sort" defaultValue={value}>
        {INSTANCE_SORTS.map((sort) => (
          <option key={sort} value={sort}>
            {SORTED[sort]}
          </option>
        ))}
      </Select>
    </div>
  );
}
