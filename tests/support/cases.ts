import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A golden case: a folder with an input and what is expected of it. Adding a folder adds a test. */
export interface Case {
  name: string;
  /** The text of one of the folder's files; "" where it has none of that name. */
  text: (file: string) => string;
  /** The same, parsed as JSON. */
  json: (file: string) => unknown;
}

/** The golden cases in a folder, sorted by name. Throws when there are none: a moved folder must not pass in silence. */
export function casesIn(folder: string): Case[] {
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
  if (names.length === 0) throw new Error(`${folder} holds no cases.`);
  return names.map((name) => {
    const files = readdirSync(join(folder, name));
    const text = (file: string): string => (files.includes(file) ? readFileSync(join(folder, name, file), "utf8") : "");
    return { name: name.replaceAll("-", " "), text, json: (file) => JSON.parse(text(file)) as unknown };
  });
}
