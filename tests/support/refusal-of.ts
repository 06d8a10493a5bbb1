import { PortalError } from "@/lib/domain/errors";

/** What an attempt was refused with: code, and all its sentences in one text. Fails when it was not refused, or by a bug. */
export async function refusalOf(
  attempt: Promise<unknown>,
): Promise<{ code: string; said: string; error: PortalError }> {
  const error = await attempt.then(
    () => new Error("It was not refused."),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof PortalError)) throw error;
  return { code: error.code, said: [error.message, ...error.problems.map(({ message }) => message)].join("\n"), error };
}
