import "server-only";

/** How long (ms) a chat gets to answer, and passes before it is asked once more. */
const PATIENCE = { answer: 5_000, pause: 2_000 };

/** Texts that wait at most; beyond it the oldest is not told. */
const MOST = 50;

export interface WebhookOptions {
  /** A secret: whoever knows it may write there. */
  url: string;
  /** Told why a text could not be told, in words without the address. */
  report: (why: string) => void;
  patience?: typeof PATIENCE;
}

/** Hands texts to a chat's incoming webhook, one after the other, each tried twice. Nobody waits for it, and it never throws. */
export function openChatWebhook({ url, report, patience = PATIENCE }: WebhookOptions): (text: string) => void {
  const waiting: string[] = [];
  let busy = false;
  const post = async (text: string): Promise<string | null> => {
    try {
      const answer = await fetch(url, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ text }),
        // What is told here is for this address alone.
        redirect: "manual",
        signal: AbortSignal.timeout(patience.answer),
      });
      await answer.body?.cancel();
      return answer.ok ? null : `it answered ${answer.status}`;
    } catch (error) {
      // The library's own words may name the address.
      const late = error instanceof Error && error.name === "TimeoutError";
      return late ? "it did not answer in time" : "it could not be reached";
    }
  };
  const work = async () => {
    busy = true;
    for (let text = waiting.shift(); text !== undefined; text = waiting.shift()) {
      let why = await post(text);
      if (why !== null) {
        await new Promise((resolve) => setTimeout(resolve, patience.pause).unref());
        why = await post(text);
      }
      if (why !== null) report(why);
    }
    busy = false;
  };
  return (text) => {
    waiting.push(text);
    if (waiting.length > MOST) {
      waiting.shift();
      report("too much waits to be told");
    }
    if (!busy) void work();
  };
}
