import type { CatalogueCard } from "@/lib/domain/catalogue-views";

/** Lower case and without accents, so that "résumé" is found by "resume". */
function plain(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{Diacritic}/gu, "")
    .toLowerCase();
}

/** The cards that every word of `query` is found in: title, name, tags or description. In order of the catalogue; those whose title begins so come first. */
export function matchCards<C extends Pick<CatalogueCard, "service" | "title" | "description" | "tags">>(
  cards: readonly C[],
  query: string,
): C[] {
  const words = plain(query).split(/\s+/).filter(Boolean);
  const [first] = words;
  if (first === undefined) return [...cards];
  const found = cards.filter((card) => {
    const text = plain([card.title, card.service, ...card.tags, card.description].join(" "));
    return words.every((word) => text.includes(word));
  });
  const leads = (card: C) => plain(card.title).startsWith(first);
  return [...found.filter(leads), ...found.filter((card) => !leads(card))];
}

/** What is said when the answer changes: "2 of 5 services match “data”." */
export function matchText(found: number, all: number, query: string): string {
  if (query.trim() === "") return `${all} ${all === 1 ? "service" : "services"}`;
  return `${found} of ${all} ${all === 1 ? "service" : "services"} ${found === 1 ? "matches" : "match"} “${query.trim()}”`;
}
