// A process that writes to a releases repository until it is killed: it sends requests, merges every second one and
// says each that was acknowledged. Run by lib/releases/local-killed.test.ts with the repository's folder and a first number.
import { openLocalReleases } from "@/lib/releases/local";

const [directory = "", first = "0"] = process.argv.slice(2);
const by = { subject: "dev:requester", name: "requester", email: "requester@example.com" };

async function write(): Promise<void> {
  const releases = await openLocalReleases({ directory, branch: "main", now: () => new Date() });
  process.stdout.write("ready\n");
  for (let place = Number(first); ; place += 1) {
    const path = `acme/redis/cache-${place}/manifest.yaml`;
    const main = (await releases.main()).commit;
    const content = `place: ${place}\n`;
    const sent = await releases.submit({
      key: path,
      title: `Create ${path}`,
      path,
      content,
      base: main,
      by,
      groups: [],
    });
    if (sent.outcome !== "opened") throw new Error(`Not opened: ${sent.outcome}.`);
    process.stdout.write(`opened ${path}\n`);
    if (place % 2 === 0) continue;
    const { number, head } = sent.request;
    const merged = await releases.merge(number, { head, main, by, text: "" });
    if (merged?.outcome !== "merged") throw new Error(`Not merged: ${merged?.outcome ?? "unknown"}.`);
    process.stdout.write(`merged ${path}\n`);
  }
}

void write();
