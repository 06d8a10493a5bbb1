/** Keeps an answer for as long as many who ask at about the same time may share it. */
export interface RecentLooks<Answer> {
  get(key: string, look: () => Promise<Answer>): Promise<Answer>;
  /** What is asked from now on is looked at anew. */
  forget(key: string): void;
}

/** Makes it. @param kept milliseconds. */
export function recentLooks<Answer>(kept: number, now: () => number): RecentLooks<Answer> {
  const looks = new Map<string, { at: number; answer: Promise<Answer> }>();
  return {
    get: (key, look) => {
      for (const [other, { at }] of looks) if (now() - at >= kept) looks.delete(other);
      const known = looks.get(key);
      if (known !== undefined) return known.answer;
      const asked = { at: now(), answer: look() };
      looks.set(key, asked);
      // What went wrong is not kept.
      asked.answer.catch(() => looks.get(key) === asked && looks.delete(key));
      return asked.answer;
    },
    forget: (key) => void looks.delete(key),
  };
}
