import Link from "next/link";
import { Card, CardHead } from "@/components/ui/card";
import { Time } from "@/components/ui/time";
import type { News } from "@/lib/domain/request-views";

/** What happened to the person's own requests since they last looked. Looking at one takes it off this list. */
export function NewsList({ news, now }: { news: readonly News[]; now: string }) {
  if (news.length === 0) return null;
  return (
    <Card aria-labelledby="news">
      <CardHead
        id="news"
        title={news.length === 1 ? "1 of your requests has news" : `${news.length} of your requests have news`}
      />
      <ul>
        {news.map((item) => (
          <li
            key={item.number}
            className="relative flex flex-wrap items-baseline gap-x-3 gap-y-0.5 border-b border-line px-4 py-2.5 last:border-b-0 hover:bg-bg"
          >
            <Link
              href={item.href}
              prefetch={false}
              className="font-[550] text-text no-underline after:absolute after:inset-0 hover:underline"
            >
              {item.title}
            </Link>
            <span className="flex-1 basis-48 text-muted">{item.what}</span>
            <span className="text-sm text-muted">
              <Time iso={item.at} now={now} />
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
