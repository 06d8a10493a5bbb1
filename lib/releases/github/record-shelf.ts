import { createHash } from "node:crypto";
import type { ForeignPull } from "@/lib/domain/pull-request";
import type { RequestRecord } from "../request-log";
import type { Facts, Sources } from "./facts";
import { foreignOf, recordOf } from "./record";

/** Makes records of pull requests, and makes one again only when what it is made of is another. */
export class RecordShelf {
  private readonly made = new Map<number, { key: string; made: RequestRecord | ForeignPull }>();

  constructor(private readonly sources: Sources) {}

  async make(facts: Facts): Promise<RequestRecord | ForeignPull> {
    const { pull, comments, extra, tip, main } = facts;
    const known = this.made.get(pull.number)?.made;
    const byHand = known === undefined || "why" in known || known.handEdited;
    const told = [
      pull,
      comments.map(({ id, updated_at }) => [id, updated_at]),
      extra.reviews,
      [...extra.authors],
      [...extra.pushers],
      extra.endedBy,
    ];
    const of = (main: string) =>
      createHash("sha1")
        .update(JSON.stringify([told, tip, main]))
        .digest("hex");
    const key = of(byHand && pull.state === "open" ? main : "");
    if (known && this.made.get(pull.number)?.key === key) return known;
    // One that can't be read (Git may lag behind the API for a moment) keeps the others from nobody.
    const made = await recordOf(this.sources, facts).catch((error: unknown) => ({
      ...foreignOf(pull, `It can't be read now. ${String(error)}`, []),
      unread: true as const,
    }));
    if ("unread" in made) return known ?? made;
    // Only what others pushed is judged by main as it is.
    const open = pull.state === "open" && ("why" in made || made.handEdited);
    const final = of(open ? main : "");
    const result = "why" in made ? made : { ...made, log: `${pull.number} ${final}` };
    this.made.set(pull.number, { key: final, made: result });
    return result;
  }
}
