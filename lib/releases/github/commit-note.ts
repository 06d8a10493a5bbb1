import { z } from "zod";
import { targetOf } from "@/lib/domain/path";
import type { Person } from "@/lib/domain/viewer";
import { trailersOf } from "../commit";
import { oneLine } from "../identity";
import type { Seal } from "./seal";

const PERSON = z.object({
  subject: z.string(),
  name: z.string(),
  email: z.string(),
  account: z.string().exactOptional(),
});

const CHANGE = z.object({
  type: z.enum(["opened", "revised", "updated"]),
  by: PERSON,
  groups: z.array(z.string()),
  key: z.string(),
  title: z.string(),
  path: z.string().refine((path) => targetOf(path) !== null),
  /** The commit of main that the branch starts from, or that comes in with this commit. */
  base: z.string(),
});

/** What the portal notes in a commit of a request's branch. */
export type ChangeNote = z.infer<typeof CHANGE>;

const MERGE = z.object({ by: PERSON, text: z.string(), head: z.string() });

/** What the portal notes in the commit by which GitHub merges. */
export type MergeNote = z.infer<typeof MERGE>;

/** Where a commit of a branch stands: nothing else of it can be taken elsewhere with its seal. */
export const placeOfCommit = (tree: string, parents: readonly string[]) => `commit ${tree} ${parents.join(" ")}`;
export const placeOfMerge = (number: number, head: string) => `merge ${number} ${head}`;

/** The message of a commit that the portal writes for a request, note and seal included. */
export function changeMessage(seal: Seal, place: string, note: ChangeNote): string {
  return [note.title, "", requestedBy(note.by), ...sealed(seal, place, note), ""].join("\n");
}

/** The body of the merge's message: trailers alone, as the history reads them. */
export function mergeMessage(
  seal: Seal,
  number: number,
  head: string,
  by: Person,
  reviewers: readonly string[],
  note: MergeNote,
): string {
  return [
    `Request: ${number}`,
    requestedBy(by),
    ...reviewers.map((subject) => `Reviewed-by: ${oneLine(subject)}`),
    ...sealed(seal, placeOfMerge(number, head), note),
  ].join("\n");
}

/** The note of a commit that the portal wrote; null for every other. In: the message's body. */
export function readChange(seal: Seal, place: string, body: string): ChangeNote | null {
  return read(seal, place, body, CHANGE);
}

/** The note of a merge that was ordered here; null for every other. */
export function readMerge(seal: Seal, place: string, body: string): MergeNote | null {
  return read(seal, place, body, MERGE);
}

const requestedBy = ({ subject }: Person) => `Requested-by: ${oneLine(subject)}`;

function sealed(seal: Seal, place: string, note: object): string[] {
  const json = plainJson(note);
  return [`Portal-note: ${json}`, `Portal-seal: ${seal.of(place, json)}`];
}

function read<T>(seal: Seal, place: string, body: string, shape: z.ZodType<T>): T | null {
  const [json] = trailersOf(body, "Portal-note");
  const [mark] = trailersOf(body, "Portal-seal");
  if (json === undefined || mark === undefined || !seal.holds(place, json, mark)) return null;
  const parsed = shape.safeParse(JSON.parse(json));
  return parsed.success ? parsed.data : null;
}

/** JSON on one line, in characters that no server changes on the way. */
export function plainJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[^ -~]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
