import { isUnanswered } from "./failure";

const TRIES = 3;

/**
 * Writes something that must not be there twice. When no answer came, nobody knows whether it was written: then it is
 * looked for first, and written again only when it is not found.
 * @param find the answer that the write would have had, or null
 * @param pause waits before another try
 */
export async function once<T>(
  write: () => Promise<T>,
  find: () => Promise<T | null>,
  pause: (tries: number) => Promise<void>,
): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await write();
    } catch (error) {
      if (!isUnanswered(error)) throw error;
      const found = await find();
      if (found !== null) return found;
      if (tries >= TRIES) throw error;
      await pause(tries);
    }
  }
}
