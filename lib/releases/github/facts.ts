import type { Person } from "@/lib/domain/viewer";
import type { MainReader } from "../main-reader";
import type { Extra } from "./extras";
import type { Seal } from "./seal";
import type { Comment, Pull } from "./shapes";

/** Where records come from, beside the pull request itself. */
export interface Sources {
  reader: MainReader;
  seal: Seal;
  /** `owner/name`. */
  repository: string;
  branch: string;
  /** The person behind a GitHub account. */
  personOf: (login: string) => Person;
  /** The GitHub account of a person, or null where they have none. */
  loginOf: (person: Person) => string | null;
}

/** A pull request and everything that is known of it. */
export interface Facts {
  pull: Pull;
  comments: readonly Comment[];
  extra: Extra;
  /** The newest commit of its branch. */
  tip: string;
  /** Main as it is now. */
  main: string;
}
