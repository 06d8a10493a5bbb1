// A process that writes to a releases repository until it is killed: it sends requests, merges some and
// says each that was acknowledged. Run by lib/releases/local-killed.test.ts with the repository's folder and a first number.
import { openLocalReleases } from "@/lib/releases/local";

const [directory = "", first = "0"] = process.argv.slice(2);
/** Requests that are sent at the same time. */
const TOGETHER = 4;
const by = { subject: "dev:requester", name: "requester", email: "requester@example.com" };

async function write(): Promise<void> {
  const releases = await openLocalReleases({ directory, branch: "main", now: () => new Date() });
  process.stdout.write("ready\n");
  for (let place = Number(first); ; place += TOGETHER) {
    const main = (await releases.main()).commit;
    // Sent at once, so that a kill also meets several requests in one writing.
    const sent = await Promise.all(
      Array.from({ length: TOGETHER }, async (_, nth) => {
        const path = `acme/redis/cache-${place + nth}/manifest.yaml`;
        const title = `Create ${path}`;
        const content = `place: ${place + nth}\n`;
        const { outcome, ...rest } = await releases.submit({
          key: path,
          title,
          path,
          content,
          base: main,
          by,
          groups: [],
        });
        if (outcome !== "opened" || !("request" in rest)) throw new Error(`Not opened: ${outcome}.`);
        process.stdout.write(`opened ${path}\n`);
        return rest.request;
      }),
    );
    const [last] = sent.slice(-1);
    if (!last) continue;
    const merged = await releases.merge(last.number, { head: last.head, main, by, text: "" });
    if (merged?.outcome !== "merged") throw new Error(`Not merged: ${merged?.outcome ?? "unknown"}.`);
    process.stdout.write(`merged ${last.path}\n`);
  }
}

void write();
