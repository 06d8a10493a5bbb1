import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import type { ConnectionView } from "@/lib/domain/tenant-views";
import { ConnectionCard } from "./connection-card";

const NOTHING: ConnectionView = { addresses: [], secrets: [], unnamed: [] };
const card = (connection: Partial<ConnectionView>, ready = true) =>
  renderToStaticMarkup(<ConnectionCard connection={{ ...NOTHING, ...connection }} ready={ready} />);

describe("how to connect", () => {
  it("is absent where nothing can be connected to", () => {
    expect(card({})).toBe("");
  });

  it("gives addresses and Secrets' names to be selected in one click, and says whose part they are", () => {
    const html = card({
      addresses: [
        { of: "shop-database", address: "shop-database-postgres-rw.acme.svc:5432", use: "", from: "cluster" },
      ],
      secrets: [{ of: "", name: "shop-app", keys: ["uri"], use: "the login" }],
    });
    for (const text of ["shop-database-postgres-rw.acme.svc:5432", "shop-app", "uri"])
      expect(html).toMatch(new RegExp(`<code class="[^"]*select-all[^"]*">${text}</code>`));
    expect(html).toContain("shop-database");
    expect(html).toContain("never reads what is in them");
  });

  it("says that nobody answers before it is ready, and that a host isn't known rather than none", () => {
    expect(card({ unnamed: ["shop"] }, false)).toMatch(/answers once it is ready.*isn’t known here/s);
  });
});
