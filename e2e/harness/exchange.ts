import { connect } from "node:net";

/** A whole answer, as it came over a socket. */
export interface Exchanged {
  status: number;
  /** The status line and headers. */
  head: string;
  /** The body without the marks of its chunks. */
  body: string;
}

/**
 * Sends bytes as written, which no HTTP client does, and reads until the server closes the connection.
 * @param head the request line and headers, one a line; the connection's end is asked for by this.
 * @returns the answer, or null when the server closed without one.
 */
export function exchange(port: number, head: readonly string[], body: string | Buffer = ""): Promise<Exchanged | null> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    const parts: Buffer[] = [];
    socket.on("data", (part: Buffer) => parts.push(part));
    // A reset after the answer is how a server stops an upload.
    socket.on("error", () => undefined);
    socket.on("close", () => resolve(answerIn(Buffer.concat(parts))));
    // Headers are bytes: what isn't ASCII goes as UTF-8.
    socket.write(`${[...head, "Connection: close"].join("\r\n")}\r\n\r\n`);
    socket.write(body);
  });
}

function answerIn(bytes: Buffer): Exchanged | null {
  const end = bytes.indexOf("\r\n\r\n");
  const head = bytes.subarray(0, Math.max(0, end)).toString("latin1");
  const status = /^HTTP\/1\.1 (\d{3})/.exec(head)?.[1];
  if (status === undefined) return null;
  const rest = bytes.subarray(end + 4);
  const body = /^transfer-encoding: chunked$/im.test(head) ? joined(rest) : rest;
  return { status: Number(status), head, body: body.toString("utf8") };
}

/** The content of chunks (RFC 9112, 7.1). */
function joined(chunks: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let at = 0; at < chunks.length; ) {
    const line = chunks.indexOf("\r\n", at);
    const size = Number.parseInt(chunks.subarray(at, line).toString("latin1"), 16);
    if (line < 0 || !(size > 0)) break;
    parts.push(chunks.subarray(line + 2, line + 2 + size));
    at = line + 2 + size + 2;
  }
  return Buffer.concat(parts);
}
