import type { ServerResponse } from "node:http";

/** What goes wrong between the portal and the API. */
export interface Fault {
  /** Which calls: `POST /repos/o/r/pulls` as a pattern on method and path. */
  on: RegExp;
  /** How many calls it hits; after that the fault is over. */
  times: number;
  /** True when the server has done what was asked before the answer goes wrong. */
  late?: boolean;
  what:
    | { type: "status"; status: number; message?: string; headers?: Record<string, string> }
    /** The connection is cut, after half of a body. */
    | { type: "reset" }
    /** The answer takes this long (ms). */
    | { type: "slow"; for: number };
}

/** The faults that are still to come. */
export class Faults {
  private waiting: Fault[] = [];

  add(fault: Fault): void {
    this.waiting.push({ ...fault });
  }

  clear(): void {
    this.waiting = [];
  }

  /** The fault that hits a call, if any. */
  take(call: string): Fault | undefined {
    const fault = this.waiting.find(({ on, times }) => times > 0 && on.test(call));
    if (fault) fault.times -= 1;
    return fault;
  }
}

/** Plays a fault. True when the call is answered by that. */
export async function play({ what }: Fault, response: ServerResponse): Promise<boolean> {
  if (what.type === "slow") {
    await new Promise((resolve) => setTimeout(resolve, what.for));
    return false;
  }
  if (what.type === "reset") {
    response.writeHead(200, { "content-type": "application/json", "content-length": "1000" });
    response.write('{"number": ');
    setTimeout(() => response.destroy(), 5);
    return true;
  }
  response.writeHead(what.status, { "content-type": "application/json", ...what.headers });
  response.end(JSON.stringify({ message: what.message ?? "Server Error" }));
  return true;
}
