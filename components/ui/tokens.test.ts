import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const css = readFileSync(new URL("../../app/globals.css", import.meta.url), "utf8");

/** The tokens of one `:root` block: name → #rrggbb. */
function tokens(block: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [, name = "", value = ""] of block.matchAll(/--([a-z-]+):\s*(#[0-9a-f]{6});/g)) found[name] = value;
  return found;
}

const [lightBlock = "", darkBlock = ""] = [...css.matchAll(/:root \{([^}]*)\}/g)].map(([, block]) => block ?? "");
const light = tokens(lightBlock);
const dark = { ...light, ...tokens(darkBlock) };

/** WCAG 2.2 relative luminance. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [bright = 0, dim = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (bright + 0.05) / (dim + 0.05);
}

const GROUNDS = ["bg", "surface", "sunken"];
const TEXT_PAIRS = [
  ...["text", "muted", "accent"].flatMap((ink) => GROUNDS.map((ground) => [ink, ground] as const)),
  ...["ok", "warn", "bad", "idle", "accent"].map((tone) => [tone, `${tone}-soft`] as const),
  ...["ok-soft", "warn-soft", "bad-soft", "idle-soft", "accent-soft", "add", "del"].map(
    (soft) => ["text", soft] as const,
  ),
  ...["idle-soft", "accent-soft", "warn-soft", "bad-soft", "ok-soft", "add", "del"].map(
    (soft) => ["muted", soft] as const,
  ),
  ...["warn-soft", "bad-soft", "idle-soft", "ok-soft"].map((soft) => ["accent", soft] as const),
  ...["ok", "warn", "bad"].map((ink) => [ink, "surface"] as const),
  ["accent-ink", "accent"] as const,
  ["accent-ink", "accent-strong"] as const,
  ["accent-strong", "surface"] as const,
  ["accent-strong", "bg"] as const,
  ["add-ink", "add"] as const,
  ["del-ink", "del"] as const,
  ["surface", "bad"] as const,
  ["surface", "ok"] as const,
];
const CONTROL_PAIRS = [
  ...["line-strong", "focus", "accent", "bad"].flatMap((edge) => GROUNDS.map((ground) => [edge, ground] as const)),
];

describe.each([
  ["light", light],
  ["dark", dark],
])("tokens, %s", (_scheme, scheme) => {
  it.each(TEXT_PAIRS)("text in %s on %s has at least 4.5:1", (ink, ground) => {
    expect(contrast(scheme[ink] ?? "", scheme[ground] ?? "")).toBeGreaterThanOrEqual(4.5);
  });

  it.each(CONTROL_PAIRS)("a border in %s on %s has at least 3:1", (edge, ground) => {
    expect(contrast(scheme[edge] ?? "", scheme[ground] ?? "")).toBeGreaterThanOrEqual(3);
  });
});
