import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import type { ChildView } from "@/lib/domain/tenant-views";
import { ChildrenCard } from "./children-card";

const child = (name: string, more: Partial<ChildView> = {}): ChildView => ({
  name,
  service: { name: "postgres", kind: "Postgres", title: "Postgres" },
  releaseName: `${name}-postgres`,
  status: { state: "ready", sentence: "Ready", since: null },
  objects: [{ kind: "Cluster", name: `${name}-postgres`, state: "ok", note: "" }],
  ...more,
});

it("a composite's children are shown with their state and objects, and with nothing to press", () => {
  const failed = { state: "broken", sentence: "Stopped at the release: the quota is used up.", since: null } as const;
  const items = [child("shop-database"), child("shop-archive", { status: failed, objects: [] })];
  const html = renderToStaticMarkup(<ChildrenCard name="shop" items={items} />);
  expect(html).toContain("shop-database-postgres");
  expect(html).toContain(failed.sentence);
  expect(html).toContain("Broken");
  expect(html).not.toMatch(/<(a|button)[\s>]/);
});
