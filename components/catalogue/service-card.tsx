import Link from "next/link";
import { IconTile, lettersOf } from "@/components/ui/icon-tile";
import { LinkPending } from "@/components/ui/link-pending";
import { Tag } from "@/components/ui/pill";
import type { CatalogueCard } from "@/lib/domain/catalogue-views";

/** One service that can be requested. The heading is the link; the whole card can be pressed. */
export function ServiceCard({ card }: { card: CatalogueCard }) {
  return (
    <li className="group relative grid content-start gap-2.5 rounded-lg border border-line bg-surface px-5 py-4.5 transition-colors duration-100 focus-within:border-accent hover:border-accent">
      <div className="flex items-center gap-3">
        <IconTile svg={card.icon} letters={lettersOf(card.title)} />
        <h2 className="min-w-0 text-lg font-semibold">
          <Link
            href={card.href}
            prefetch={false}
            className="text-text no-underline group-hover:text-accent after:absolute after:inset-0 after:rounded-lg focus-visible:outline-none focus-visible:after:outline-3 focus-visible:after:outline-offset-2 focus-visible:after:outline-[var(--focus)]"
          >
            {card.title}
            <LinkPending />
          </Link>
        </h2>
      </div>
      <p className="text-muted">{card.description}</p>
      {(card.tags.length > 0 || card.countText !== "" || !card.requestable) && (
        <ul className="flex flex-wrap gap-1.5">
          {card.tags.map((tag) => (
            <li key={tag}>
              <Tag>{tag}</Tag>
            </li>
          ))}
          {card.countText !== "" && (
            <li>
              <Tag>
                <b className="text-text">{card.countText}</b>
              </Tag>
            </li>
          )}
          {!card.requestable && (
            <li>
              <Tag>needs a tenant first</Tag>
            </li>
          )}
        </ul>
      )}
    </li>
  );
}
