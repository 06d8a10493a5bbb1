import { once } from "node:events";
import { createServer } from "node:net";
import { describe, expect, it } from "vitest";
import { freePort, problemOfPort } from "./port";

describe("the port", () => {
  it("is free when nothing listens on it", async () => {
    expect(await problemOfPort("127.0.0.1", await freePort())).toBeNull();
  });

  it("that is taken is named, with the command that chooses another", async () => {
    const port = await freePort();
    const server = createServer().listen(port, "127.0.0.1");
    await once(server, "listening");
    expect(await problemOfPort("127.0.0.1", port)).toBe(
      `Another program already listens on port ${port}. Stop it, or choose another port: make run PORT=${port + 1}`,
    );
    server.close();
  });

  it("on an address of another machine says so", async () => {
    expect(await problemOfPort("192.0.2.1", await freePort())).toMatch(/192\.0\.2\.1, which is not an address of this/);
  });
});
