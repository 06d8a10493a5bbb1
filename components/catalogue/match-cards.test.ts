import { describe, expect, it } from "vitest";
import { matchCards, matchText } from "./match-cards";

const card = (service: string, title: string, tags: string[], description = "") => ({
  service,
  title,
  tags,
  description,
});
const CARDS = [
  card("tenant", "Tenant", ["core"], "A team's own namespace."),
  card("webapp", "Web app", ["compute"], "A container, and a database if you add one."),
  card("postgres", "Postgres", ["database", "sql"], "A highly available cluster."),
  card("data-lake", "Data lake", ["storage"], "Somewhere to put things."),
];
const found = (query: string) => matchCards(CARDS, query).map(({ service }) => service);

describe("searching the catalogue", () => {
  it("shows everything, in order, before anything is typed", () => {
    expect(found("")).toEqual(["tenant", "webapp", "postgres", "data-lake"]);
    expect(found("   ")).toHaveLength(4);
  });

  it("finds by title, name, tag and description, in any case", () => {
    expect(found("SQL")).toEqual(["postgres"]);
    expect(found("namespace")).toEqual(["tenant"]);
    expect(found("webapp")).toEqual(["webapp"]);
  });

  it("needs every word", () => {
    expect(found("database available")).toEqual(["postgres"]);
    expect(found("database nothing")).toEqual([]);
  });

  it("puts titles that begin with the word first", () => {
    expect(found("data")).toEqual(["data-lake", "webapp", "postgres"]);
  });

  it("doesn't mind accents", () => {
    expect(found("dàta lake")).toEqual(["data-lake"]);
  });

  it("says how many match", () => {
    expect(matchText(2, 5, " data ")).toBe("2 of 5 services match “data”");
    expect(matchText(1, 5, "sql")).toBe("1 of 5 services matches “sql”");
    expect(matchText(5, 5, "")).toBe("5 services");
    expect(matchText(1, 1, "")).toBe("1 service");
  });
});
