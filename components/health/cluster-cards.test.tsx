import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { ApplicationsCard, DefinitionsCard, SourcesCard, SystemsCard } from "./cluster-cards";

const NOW = "2026-03-01T10:00:00Z";
const AT = "2026-03-01T09:00:00Z";

describe("the platform's parts in the cluster", () => {
  it("are quoted where they refuse or fail", () => {
    const definition = { service: "redis", title: "Redis", state: "refused", said: "no such type", at: AT } as const;
    expect(renderToStaticMarkup(<DefinitionsCard definitions={[definition]} now={NOW} />)).toContain("“no such type”");
    const source = { kind: "HelmChart", name: "redis", state: "failed", said: "no such folder", at: AT } as const;
    const health = { sources: [source], sourcesForbidden: [] };
    expect(renderToStaticMarkup(<SourcesCard health={health} now={NOW} />)).toContain("“no such folder”");
  });

  it("say of which service the cluster still has an older schema", () => {
    const definition = { service: "redis", title: "Redis", state: "stale", said: "", at: AT } as const;
    const html = renderToStaticMarkup(<DefinitionsCard definitions={[definition]} now={NOW} />);
    expect(html).toContain("The cluster still has an older schema of Redis.");
    expect(html).not.toContain("accepted");
  });

  it("are not called well or missing where they may not be read", () => {
    const html = [
      renderToStaticMarkup(
        <SourcesCard health={{ sources: [], sourcesForbidden: ["GitRepository", "HelmChart"] }} now={NOW} />,
      ),
      renderToStaticMarkup(
        <ApplicationsCard
          health={{ applications: [], applicationsInError: 0, applicationsForbidden: true }}
          now={NOW}
        />,
      ),
      renderToStaticMarkup(
        <SystemsCard systems={[{ name: "KRO", namespace: "kro-system", parts: [], forbidden: true }]} />,
      ),
    ];
    for (const card of html) {
      expect(card).toContain("may not read");
      expect(card).not.toMatch(/None|no error|no release|Nothing runs/);
    }
  });

  it("have a version only where it is known", () => {
    const part = { name: "kro", version: null, wanted: 1, ready: 1 };
    const html = renderToStaticMarkup(
      <SystemsCard systems={[{ name: "KRO", namespace: "kro-system", parts: [part], forbidden: false }]} />,
    );
    expect(html).toContain("version not known");
  });
});
