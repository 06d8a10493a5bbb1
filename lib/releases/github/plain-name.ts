import type { Person } from "@/lib/domain/viewer";
import { oneLine } from "../identity";

/** A person's name for a text on GitHub: a link, a mention or markup that it might be is none. */
export function plainName({ name, subject }: Person): string {
  const plain = (text: string) => oneLine(text).replace(/[^\p{L}\p{N} ._-]/gu, "");
  return plain(name) || plain(subject) || "Somebody";
}
