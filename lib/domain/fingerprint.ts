/** FNV-1a over UTF-16 units: not for secrets, only so that the same thing always gets the same name, thousands of times a second. */
function fnv(text: string, seed: number): string {
  let hash = seed;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, "0");
}

/** `length` (at most 40) hexadecimal digits that depend on the text alone. */
export function hexOf(text: string, length: number): string {
  let hex = "";
  for (let part = 0; hex.length < length; part++) hex += fnv(text, 0x811c9dc5 + part * 0x9e3779b1);
  return hex.slice(0, length);
}
