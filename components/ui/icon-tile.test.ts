import { describe, expect, it } from "vitest";
import { lettersOf, maskOf } from "./icon-tile";

describe("an icon from a chart", () => {
  it("can't end the URL that it is put into, whatever it holds", () => {
    const hostile = `<svg onload="alert('x')">")} ;background:url(https://example.com) \\ ( ' " </svg>`;
    const url = maskOf(hostile);
    expect(url.slice(0, 5)).toBe('url("');
    expect(url.slice(-2)).toBe('")');
    expect(url.slice(5, -2)).toMatch(/^data:image\/svg\+xml,[A-Za-z0-9%._~-]*$/);
    expect(decodeURIComponent(url.slice(5 + "data:image/svg+xml,".length, -2))).toBe(hostile);
  });

  it("is replaced by the title's first letters when there is none", () => {
    expect(lettersOf("Web app")).toBe("WA");
    expect(lettersOf("Postgres")).toBe("P");
    expect(lettersOf("Full stack with extras")).toBe("FS");
  });
});
