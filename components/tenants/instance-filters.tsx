import { STATE_LOOK } from "@/components/status/words";
import { Button } from "@/components/ui/button";
import { FieldLabel, Input, Select } from "@/components/ui/field";
import { INSTANCE_SORTS, type InstanceQuery, type InstanceSort } from "@/lib/domain/tenant-views";
import { LISTED_STATES } from "./list-query";

/** What each order is called. */
export const SORTED: Record<InstanceSort, string> = {
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
      className="grid grid-cols-[repeat(auto-fit,minmax(min(100%,10rem),1fr))] items-end gap-3 border-b border-line px-4 py-3"
    >
      <div className="grid gap-1">
        <FieldLabel htmlFor="instances-q">Search</FieldLabel>
        <Input id="instances-q" name="q" type="search" defaultValue={query.q} placeholder="name or service" />
      </div>
      <div className="grid gap-1">
        <FieldLabel htmlFor="instances-state">State</FieldLabel>
        <Select id="instances-state" name="state" defaultValue={query.state ?? ""}>
          <option value="">any</option>
          {LISTED_STATES.map((state) => (
            <option key={state} value={state}>
              {STATE_LOOK[state].word.toLowerCase()}
            </option>
          ))}
        </Select>
      </div>
      <div className="grid gap-1">
        <FieldLabel htmlFor="instances-sort">Order</FieldLabel>
        <Select id="instances-sort" name="sort" defaultValue={query.sort}>
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
