import type { BoundedMap } from "@/lib/domain/bounded-map";

/**
 * The answer to a question whose answer never changes: asked once, then kept as long as there is room. A question that
 * failed is asked again.
 */
export function keepAnswer<T>(
  answers: BoundedMap<string, Promise<T>>,
  question: string,
  ask: () => Promise<T>,
): Promise<T> {
  const known = answers.get(question);
  if (known) return known;
  const answer = ask();
  answer.catch(() => answers.delete(question));
  answers.set(question, answer);
  return answer;
}
