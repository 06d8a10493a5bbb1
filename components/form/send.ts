import type { Problem } from "@/lib/domain/problem";
import type { Refusal, SendAnswer, SendRequest } from "@/lib/domain/send-request";

/** After this many milliseconds the answer is not waited for any longer; what was sent may still have arrived. */
const PATIENCE = 30_000;

/** How sending went. Everything but `sent` keeps what the person entered. */
export type SendResult =
  | { outcome: "sent"; answer: SendAnswer }
  /** `moved`: main has changed under the form; loading it again brings both together. */
  | { outcome: "refused"; message: string; problems: Problem[]; moved: boolean }
  /** The form was made from a schema that is not today's. */
  | { outcome: "schema-changed"; message: string }
  | { outcome: "signed-out"; message: string }
  /** Nobody knows whether it arrived; sending it again under the same key is safe. */
  | { outcome: "unknown"; message: string };

async function refusalOf(response: Response): Promise<Refusal | null> {
  try {
    const body = (await response.json()) as Partial<Refusal>; // our own route; read field by field below
    if (typeof body.message !== "string") return null;
    return {
      code: String(body.code),
      message: body.message,
      problems: Array.isArray(body.problems) ? body.problems : [],
    };
  } catch {
    return null;
  }
}

/** Sends a request. Never throws; every outcome has a sentence for the person. */
export async function sendRequest(body: SendRequest): Promise<SendResult> {
  let response: Response;
  try {
    response = await fetch("/api/requests", {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/json" },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(PATIENCE),
    });
  } catch {
    return {
      outcome: "unknown",
      message:
        "The portal did not answer, so nobody can say whether the request arrived. Everything you entered is kept. Send it again: it can't become two requests.",
    };
  }
  if (response.ok) {
    try {
      return { outcome: "sent", answer: (await response.json()) as SendAnswer }; // our own route, typed by the same file
    } catch {
      return {
        outcome: "unknown",
        message: "The answer broke off. Everything you entered is kept. Send it again: it can't become two requests.",
      };
    }
  }
  const refusal = await refusalOf(response);
  if (response.status === 401)
    return {
      outcome: "signed-out",
      message:
        "You are signed out. Sign in again in a new tab, then come back and send: everything you entered is kept.",
    };
  if (refusal?.problems.some(({ code }) => code === "schema-changed"))
    return { outcome: "schema-changed", message: refusal.message };
  if (response.status === 413)
    return {
      outcome: "refused",
      message: refusal?.message ?? "This is more than one request may hold. Shorten the longest text and send again.",
      problems: refusal?.problems ?? [],
      moved: false,
    };
  if (refusal !== null && response.status < 500) {
    const moved = response.status === 409 && refusal.problems.every(({ code }) => code === "conflict");
    return { outcome: "refused", message: refusal.message, problems: refusal.problems, moved };
  }
  return {
    outcome: "unknown",
    message: `${refusal?.message ?? "The portal could not take the request just now."} Everything you entered is kept. Send it again in a moment: it can't become two requests.`,
  };
}
