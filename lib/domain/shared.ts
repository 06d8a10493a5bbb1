/**
 * A function whose callers share the answer that is under way: a thousand questions asked at once cost one look.
 * A question asked after the answer came is a new one, so nothing stale is kept.
 */
export function shared<T>(ask: () => Promise<T>): () => Promise<T> {
  let asking: Promise<T> | null = null;
  return () => {
    asking ??= ask().finally(() => {
      asking = null;
    });
    return asking;
  };
}
