/** Works through a list in several lanes at once. Out: the results in the list's order. */
export async function inLanes<T, R>(items: readonly T[], lanes: number, work: (item: T) => Promise<R>): Promise<R[]> {
  const results = new Map<number, R>();
  const entries = items.entries();
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      // They share one iterator, so each item is taken once.
      for (const [at, item] of entries) results.set(at, await work(item));
    }),
  );
  return [...results].sort(([a], [b]) => a - b).map(([, result]) => result);
}
