const FACTORS: Record<string, number> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  "": 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

/** The number that a Kubernetes quantity means (`500m` → 0.5, `2Gi` → 2147483648), or null when it is none. */
export function amountOf(quantity: unknown): number | null {
  if (typeof quantity === "number") return Number.isFinite(quantity) ? quantity : null;
  if (typeof quantity !== "string") return null;
  const parts = /^([+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)([a-zA-Z]{0,2})$/.exec(quantity.trim());
  const factor = FACTORS[parts?.[2] ?? "?"];
  return parts === null || factor === undefined ? null : Number(parts[1]) * factor;
}

/**
 * What is left of a quantity, in its own unit: of `8Gi` with `512Mi` used, `7.5Gi`; `0` where more than all is used.
 * Null when one of them is no quantity.
 */
export function remainingOf(whole: unknown, used: unknown): string | null {
  const [all, some] = [amountOf(whole), amountOf(used)];
  if (all === null || some === null) return null;
  const unit = typeof whole === "string" ? (/[a-zA-Z]*$/.exec(whole.trim())?.[0] ?? "") : "";
  const left = Math.max(0, all - some) / (FACTORS[unit] ?? 1);
  return `${Number(left.toFixed(3))}${left === 0 ? "" : Object.hasOwn(FACTORS, unit) ? unit : ""}`;
}
