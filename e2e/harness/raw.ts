import { connect } from "node:net";

/** What came back over a socket. */
export interface RawAnswer {
  status: number;
  /** The status line and headers. */
  head: string;
  /** Everything after the first empty line, as it came. */
  body: string;
}

export interface RawRequest {
  port: number;
  /** The request line and headers, as they go over the wire. */
  head: readonly string[];
  /** Bytes of filler to send as the body. */
  bytes?: number;
  /** Sends the body in chunks without a stated length. */
  chunked?: boolean;
}

const CHUNK = Buffer.alloc(64 * 1024, "a");

/**
 * Sends a request byte by byte as written, which no HTTP client does: with the Host of somebody else, without an Origin,
 * or with a body of any size. Resolves at the first whole answer, or rejects when the connection ends without one.
 */
export function sendRaw({ port, head, bytes = 0, chunked = false }: RawRequest): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1");
    let answer = "";
    let over = false;
    const finish = () => {
      if (over) return;
      const status = /^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1];
      const end = answer.indexOf("\r\n\r\n");
      if (status === undefined || end < 0) return;
      over = true;
      socket.destroy();
      resolve({ status: Number(status), head: answer.slice(0, end), body: answer.slice(end + 4) });
    };
    socket.setEncoding("utf8").on("data", (text: string) => {
      answer += text;
      // The body follows its head at once; a short one is there with the next tick.
      setTimeout(finish, 50);
    });
    socket.on("close", () => {
      finish();
      if (!over) reject(new Error(`The connection ended without an answer: ${answer.slice(0, 200)}`));
    });
    // A reset after the answer is how a server stops an upload; before it, `close` reports it.
    socket.on("error", () => undefined);

    const length = chunked ? "Transfer-Encoding: chunked" : `Content-Length: ${bytes}`;
    socket.write([...head, ...(bytes > 0 || chunked ? [length] : []), "", ""].join("\r\n"));
    let left = bytes;
    const pump = () => {
      while (left > 0 && !over) {
        const part = CHUNK.subarray(0, Math.min(left, CHUNK.length));
        left -= part.length;
        if (chunked) socket.write(`${part.length.toString(16)}\r\n`);
        const room = socket.write(part);
        if (chunked) socket.write("\r\n");
        if (!room) {
          socket.once("drain", pump);
          return;
        }
      }
      if (chunked && !over) socket.write("0\r\n\r\n");
    };
    pump();
  });
}
