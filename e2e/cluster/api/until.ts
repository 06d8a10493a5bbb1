import { setTimeout as sleep } from "node:timers/promises";
import type { KubernetesObject } from "@/lib/domain/kubernetes";
import type { Api } from "./client";
import { conditionsOf } from "./conditions";
import { get, nameOf, type Reference } from "./objects";

const PAUSE = 100;

/**
 * Asks until there is an answer. In: what is waited for, as the end of "… within 60 seconds"; a question that answers
 * null while it has none; what is to be said about the last look. Rejects when the time is over.
 */
export async function until<T>(
  what: string,
  ask: () => Promise<T | null>,
  { seconds = 60, last = () => "" }: { seconds?: number; last?: () => string } = {},
): Promise<T> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (answer !== null) return answer;
    if (Date.now() > end) throw new Error(`${what}: not within ${seconds} seconds. ${last()}`.trim());
    await sleep(PAUSE);
  }
}

/** Waits until an object is as it should be. Rejects with its conditions when it does not become so. */
export async function untilObject(
  api: Api,
  reference: Reference,
  what: string,
  holds: (object: KubernetesObject) => boolean,
  seconds = 60,
): Promise<KubernetesObject> {
  let seen: KubernetesObject | null = null;
  const look = async () => {
    seen = await get(api, reference);
    return seen !== null && holds(seen) ? seen : null;
  };
  return await until(`${nameOf(reference)} ${what}`, look, { seconds, last: () => story(seen) });
}

/** Waits until an object is gone. */
export async function untilGone(api: Api, reference: Reference, seconds = 60): Promise<void> {
  const look = async () => ((await get(api, reference)) === null ? true : null);
  await until(`${nameOf(reference)} is gone`, look, { seconds });
}

function story(object: KubernetesObject | null): string {
  if (object === null) return "It was not there.";
  const conditions = conditionsOf(object).map(
    ({ type, status, reason, message }) => `${type}=${status} ${reason}: ${message}`,
  );
  return conditions.length > 0 ? `Last seen: ${conditions.join("; ")}` : `Last seen: ${JSON.stringify(object.status)}`;
}
