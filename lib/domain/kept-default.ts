import type { JsonValue } from "./json";

/** A setting that nobody stated, and whose default changed since: the cluster's API stored the old one. */
export interface KeptDefault {
  /** JSON pointer of the property. */
  pointer: string;
  /** The default when the instance was made, which it goes on with. */
  was: JsonValue;
  /** The default of what is made now; null when there is none any more. */
  is: JsonValue | null;
}

/** What a kept default means to whoever looks at the instance. */
export function keptSentence({ was, is }: KeptDefault): string {
  return `It goes on with ${JSON.stringify(was)}, which was the default when it was made; the new default is ${is === null ? "none" : JSON.stringify(is)}.`;
}
