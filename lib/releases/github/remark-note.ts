import { deflateRawSync, inflateRawSync } from "node:zlib";
import { z } from "zod";
import { PortalError } from "@/lib/domain/errors";
import type { Remark } from "../port";
import { plainName } from "./plain-name";
import type { Seal } from "./seal";

const NOTE = z.object({
  /** Makes it one remark, however often it is written or copied. */
  id: z.string(),
  type: z.enum(["commented", "changes-asked", "approved", "declined", "withdrawn"]),
  by: z.object({
    subject: z.string(),
    name: z.string(),
    email: z.string(),
    account: z.string().exactOptional(),
  }),
  text: z.string(),
  /** The commit that it is about, and the branch's tip when it was said. */
  head: z.string(),
  tip: z.string(),
});

/** What somebody said in the portal, as it stands in a comment of the portal's on GitHub. */
export type RemarkNote = z.infer<typeof NOTE>;

const SAYS: Record<Remark["type"], string> = {
  commented: "wrote",
  "changes-asked": "asked for changes",
  approved: "approved this",
  declined: "declined this",
  withdrawn: "withdrew this",
};

/** Most characters that GitHub takes. */
const LONGEST = 65_536;
/** Most bytes that a note may unfold to. */
const MOST = 1024 * 1024;

const place = (number: number) => `remark ${number}`;

/** A comment for people, with the note below it where only programs look. @throws PortalError when it is too long */
export function remarkBody(seal: Seal, number: number, note: RemarkNote): string {
  const data = deflateRawSync(JSON.stringify(note)).toString("base64");
  const head = `**${plainName(note.by)}** ${SAYS[note.type]} in the portal.`;
  const text = note.text.replaceAll("\0", " ").trim();
  const body = `${head}${text === "" ? "" : `\n\n${text}`}\n\n<!-- portal:${data}:${seal.of(place(number), data)} -->`;
  if (body.length > LONGEST) throw new PortalError("too-large", "GitHub takes no text as long as this. Shorten it.");
  return body;
}

/** The note of a comment that the portal wrote about that pull request; null for every other. */
export function readRemark(seal: Seal, number: number, body: string): RemarkNote | null {
  const [, data, mark] = /<!-- portal:([A-Za-z0-9+/=]+):([0-9a-f]{64}) -->\s*$/.exec(body) ?? [];
  if (data === undefined || mark === undefined || !seal.holds(place(number), data, mark)) return null;
  const json = inflateRawSync(Buffer.from(data, "base64"), { maxOutputLength: MOST }).toString("utf8");
  const parsed = NOTE.safeParse(JSON.parse(json));
  return parsed.success ? parsed.data : null;
}
