import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { DiffCount, DiffTable } from "./diff-table";

const HUNKS = [
  {
    oldStart: 8,
    newStart: 8,
    lines: [
      { kind: "same", text: "  size: small" },
      { kind: "remove", text: "  storage: <20Gi>" },
      { kind: "add", text: "  storage: 40Gi" },
    ],
  },
] as const;

describe("a diff", () => {
  it("says in a word which lines were added and removed", () => {
    const html = renderToStaticMarkup(<DiffTable caption="Change of a file" hunks={HUNKS} />);
    expect(html.match(/>added</g)).toHaveLength(1);
    expect(html.match(/>removed</g)).toHaveLength(1);
    expect(html).toContain("7 unchanged lines");
  });

  it("shows the file's text as text", () => {
    expect(renderToStaticMarkup(<DiffTable caption="c" hunks={HUNKS} />)).toContain("&lt;20Gi&gt;");
  });

  it("counts both kinds", () => {
    expect(renderToStaticMarkup(<DiffCount hunks={HUNKS} />)).toContain("1 added");
  });
});
