import { once } from "node:events";
import { connect } from "node:net";
import { freePort } from "../processes/ports";
import type { Supervisor } from "../processes/supervisor";
import { untilReady } from "../processes/until-ready";
import { requireRedis } from "../programs/redis";

/** Starts Redis, Argo CD's cache. Out: its address. Throws what to install where there is none. */
export async function startRedis(supervisor: Supervisor): Promise<string> {
  const port = await freePort();
  const redis = supervisor.start({
    name: "redis",
    path: requireRedis(process.env),
    args: ["--bind", "127.0.0.1", "--port", String(port), "--save", "", "--appendonly", "no"],
  });
  await untilReady(redis, () => isAlive(port));
  return `127.0.0.1:${port}`;
}

async function isAlive(port: number): Promise<boolean> {
  const socket = connect(port, "127.0.0.1");
  try {
    await once(socket, "connect");
    socket.write("PING\r\n");
    const [answer] = (await once(socket, "data")) as unknown[]; // Node's own type says any
    return String(answer).startsWith("+PONG");
  } finally {
    socket.destroy();
  }
}
