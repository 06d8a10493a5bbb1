import { describe, expect, it } from "vitest";
import { isCurrent } from "./is-current";

describe("the place that the navigation marks", () => {
  it.each([
    ["/", "/", true],
    ["/", "/services/postgres/new", true],
    ["/", "/requests", false],
    ["/requests", "/requests/12", true],
    ["/requests", "/requests-of-others", false],
    ["/tenants", "/tenants/acme/postgres/orders", true],
    ["/admin", "/", false],
  ])("%s is current on %s: %s", (href, path, current) => {
    expect(isCurrent(href, path)).toBe(current);
  });
});
