/** Next calls this once in a new server. The condition is known at build time: the portal is for Node alone, and Next compiles this file for its other runtime too. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === "nodejs") await (await import("@/lib/startup")).startUp();
}
