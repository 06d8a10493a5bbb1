import { createHmac, timingSafeEqual } from "node:crypto";

/**
 * Tells what the portal itself wrote from what anybody can write who may push or comment. A seal is for a note in one
 * place (a commit's tree and parents, a pull request's number), so that a copy elsewhere is worth nothing.
 */
export class Seal {
  constructor(private readonly secret: string) {}

  of(place: string, note: string): string {
    return createHmac("sha256", this.secret).update(`${place}\n${note}`).digest("hex");
  }

  holds(place: string, note: string, seal: string): boolean {
    const [ours, theirs] = [Buffer.from(this.of(place, note)), Buffer.from(seal)];
    return ours.length === theirs.length && timingSafeEqual(ours, theirs);
  }
}
