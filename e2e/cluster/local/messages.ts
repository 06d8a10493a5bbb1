import { z } from "zod";

/** What the process that holds the cluster tells the one that started it. */
const message = z.discriminatedUnion("type", [
  z.object({ type: z.literal("progress"), line: z.string() }),
  z.object({ type: z.literal("ready"), seconds: z.number() }),
  z.object({ type: z.literal("failed"), why: z.string() }),
]);

export type Message = z.infer<typeof message>;

export function parseMessage(value: unknown): Message {
  return message.parse(value);
}
