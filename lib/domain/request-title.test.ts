import { expect, it } from "vitest";
import { titleOfRequest, withArticle } from "./request-title";

it("says what is asked for, and where", () => {
  expect(titleOfRequest("create", { type: "tenant", tenant: "acme" }, "Tenant")).toBe("New tenant acme");
  const orders = { type: "instance" as const, tenant: "acme", service: "postgres", name: "orders" };
  expect(titleOfRequest("delete", orders, "Postgres")).toBe("Delete Postgres orders in acme");
});

it.each([
  ["Postgres", "a Postgres"],
  ["Object store", "an Object store"],
])("puts the article before %s that one says", (noun, said) => {
  expect(withArticle(noun)).toBe(said);
});
