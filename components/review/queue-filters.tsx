import Link from "next/link";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/field";
import { FLAGS, type FlagCode } from "@/lib/domain/flag";
import { adminHref } from "./admin-href";

const WORDS: Record<FlagCode, string> = {
  "deletes-data": "Deletes data",
  "changes-owners": "Changes owners",
  "platform-owned": "Platform’s fields",
  "raises-quota": "Raises quota",
  "hand-edited": "Hand-edited",
};

/** Which open requests the queue shows: all, or those with one flag; and a search. Plain links and a plain form. */
export function QueueFilters({ q, flag }: { q: string; flag: FlagCode | null }) {
  const choices = [{ code: null, text: "All" }, ...FLAGS.map((code) => ({ code, text: WORDS[code] }))];
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
      <nav aria-label="Which requests">
        <ul className="flex flex-wrap gap-1">
          {choices.map(({ code, text }) => (
            <li key={text}>
              <Link
                href={adminHref({ selected: null, q, flag: code })}
                prefetch={false}
                aria-current={code === flag ? "true" : undefined}
                className="flex min-h-9 items-center rounded-md border border-transparent px-3 text-muted no-underline hover:text-text aria-[current]:border-line aria-[current]:bg-surface aria-[current]:font-[550] aria-[current]:text-text"
              >
                {text}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <form action="/admin" role="search" className="flex min-w-0 flex-[0_1_22rem] gap-2 max-sm:flex-[1_1_100%]">
        {flag !== null && <input type="hidden" name="flag" value={flag} />}
        <Input
          key={q}
          name="q"
          type="search"
          defaultValue={q}
          aria-label="Search the queue"
          placeholder="tenant, name, requester …"
        />
        <Button type="submit">Search</Button>
      </form>
    </div>
  );
}
