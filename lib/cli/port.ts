import { once } from "node:events";
import { createServer } from "node:net";

/**
 * Tries whether a server could listen there.
 * @returns why not, as a sentence that says what to do, or null.
 */
export async function problemOfPort(address: string, port: number): Promise<string | null> {
  const server = createServer();
  try {
    server.listen(port, address);
    await once(server, "listening");
    server.close();
    await once(server, "close");
    return null;
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : "";
    if (code === "EADDRINUSE")
      return `Another program already listens on port ${port}. Stop it, or choose another port: make run PORT=${port === 65535 ? port - 1 : port + 1}`;
    if (code === "EACCES")
      return `Port ${port} takes more rights than you have. Choose one above 1023: make run PORT=3000`;
    if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND")
      return `PORTAL_ADDRESS is ${address}, which is not an address of this machine.`;
    return `The portal can't listen on ${address}, port ${port}: ${String(error)}.`;
  }
}

/** A port of this machine that nothing listens on at the moment. */
export async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (typeof address === "object" && address) return address.port;
  throw new Error("No port is free.");
}
