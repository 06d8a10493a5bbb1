/** KRO's quotes: it knows two escapes, and leaves every other backslash alone. */
export function quoted(text: string): string {
  return `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
}

/** A string as a default: KRO puts it into JSON as it stands, so it must be JSON inside of the quotes. */
export function quotedDefault(text: string): string {
  return quoted(JSON.stringify(text).slice(1, -1));
}
