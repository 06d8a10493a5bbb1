import type { SchemaProblem } from "./schema-problem";

/** A card of the catalogue. */
export interface CatalogueCard {
  service: string;
  title: string;
  description: string;
  /** The text of its `icon.svg`, or null. */
  icon: string | null;
  tags: string[];
  /** How many of them are in the viewer's tenants; for the tenant itself how many tenants. */
  count: number;
  /** "3 in your tenants"; "" for none. */
  countText: string;
  /** The form's address. */
  href: string;
  /** False when the viewer has no tenant to put one into yet: the form says what to do first. */
  requestable: boolean;
}

/** The page /. */
export interface CatalogueView {
  cards: CatalogueCard[];
  /** For platform admins; empty for everybody else. */
  problems: SchemaProblem[];
  /** True when there is no tenant that the viewer could put a service into: the first thing to request is one. */
  newcomer: boolean;
}
