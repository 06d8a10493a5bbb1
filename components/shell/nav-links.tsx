"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { LinkPending } from "@/components/ui/link-pending";
import { Count } from "@/components/ui/pill";
import { isCurrent } from "./is-current";

export interface NavItem {
  href: string;
  text: string;
  /** What waits there for the person; 0 shows nothing. */
  count?: number;
  /** What is counted: "to decide". */
  counted?: string;
}

/** The places of the portal; the one that the person is in is marked. In the browser, because only it knows the address after a move. */
export function NavLinks({ items }: { items: readonly NavItem[] }) {
  const path = usePathname();
  return (
    <ul className="flex gap-1 max-sm:justify-between max-sm:gap-0">
      {items.map((item) => (
        <li key={item.href}>
          <Link
            href={item.href}
            prefetch={false}
            aria-current={isCurrent(item.href, path) ? "page" : undefined}
            className="relative flex min-h-9 items-center gap-1.5 rounded-md px-2.5 py-1 text-muted no-underline hover:text-text aria-[current]:bg-sunken aria-[current]:font-[550] aria-[current]:text-text max-md:px-1.5 max-md:text-sm max-[22rem]:gap-1 max-[22rem]:px-1"
          >
            {item.text}
            <LinkPending />
            <Count value={item.count ?? 0} label={item.counted ?? ""} />
          </Link>
        </li>
      ))}
    </ul>
  );
}
