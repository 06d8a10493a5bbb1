import { hexOf } from "@/lib/domain/fingerprint";

/** A UUID that depends on the text alone. */
export function uidOf(text: string): string {
  const hex = hexOf(text, 32);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
}

// Kubernetes leaves vowels out of generated names, so that they spell nothing.
const SAFE = "bcdfghjklmnpqrstvwxz2456789";

/** `length` letters and digits as Kubernetes appends them to names: `7c9d4`. */
export function suffixOf(text: string, length: number): string {
  const hex = hexOf(text, length * 2);
  return Array.from({ length }, (_, at) =>
    SAFE.charAt(Number.parseInt(hex.slice(at * 2, at * 2 + 2), 16) % SAFE.length),
  ).join("");
}
