import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openChatWebhook } from "./webhook";

/** Waits that a test can afford. */
const BRISK = { answer: 200, pause: 1 };
const until = async (done: () => boolean) => {
  while (!done()) await new Promise((resolve) => setTimeout(resolve, 5));
};

describe("a chat's webhook", () => {
  let server: Server;
  let url: string;
  let got: unknown[];
  let heads: IncomingMessage["headers"][];
  let told: string[];
  let answer: (response: ServerResponse, nth: number) => void;

  beforeEach(async () => {
    [got, heads, told] = [[], [], []];
    answer = (response) => response.writeHead(200).end("ok");
    server = createServer((request, response) => {
      let text = "";
      request.setEncoding("utf8").on("data", (part: string) => {
        text += part;
      });
      request.on("end", () => {
        got.push(JSON.parse(text));
        heads.push(request.headers);
        answer(response, got.length);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    url = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}/T0/s3cret?sig=s3cret`;
  });
  afterEach(() => {
    server.close();
    server.closeAllConnections();
  });
  const open = () => openChatWebhook({ url, report: (why) => told.push(why), patience: BRISK });

  it("gets JSON with a text and nothing else, in the order in which things happened", async () => {
    const say = open();
    for (const text of ["one", 'two "quoted"\n', "three"]) say(text);
    await until(() => got.length === 3);
    expect(got).toEqual([{ text: "one" }, { text: 'two "quoted"\n' }, { text: "three" }]);
    expect(heads[0]).toMatchObject({ "content-type": "application/json" });
    expect(heads[0]?.cookie ?? heads[0]?.authorization).toBeUndefined();
    expect(told).toEqual([]);
  });

  it("is tried once more, and then the next text has its turn", async () => {
    answer = (response, nth) => response.writeHead(nth === 1 ? 500 : 200).end();
    const say = open();
    say("one");
    say("two");
    await until(() => got.length === 3);
    expect(got).toEqual([{ text: "one" }, { text: "one" }, { text: "two" }]);
    expect(told).toEqual([]);
  });

  it.each<[string, (response: ServerResponse) => void, string]>([
    ["refuses", (response) => void response.writeHead(403).end(), "it answered 403"],
    [
      "leads elsewhere",
      (response) => void response.writeHead(307, { location: "/elsewhere" }).end(),
      "it answered 307",
    ],
    ["says nothing", () => undefined, "it did not answer in time"],
    ["hangs up", (response) => void response.destroy(), "it could not be reached"],
  ])("that %s is given up after two tries and named without its address", async (_name, plays, why) => {
    answer = plays;
    open()("one");
    await until(() => told.length === 1);
    expect([got.length, told]).toEqual([2, [why]]);
    expect(told.join()).not.toMatch(/s3cret|127\.0\.0\.1/);
  });

  it("holds nobody up: what can't be told any more is dropped, the oldest first", async () => {
    const held: ServerResponse[] = [];
    answer = (response) => void held.push(response);
    const say = open();
    for (let nth = 0; nth < 60; nth += 1) say(`text ${nth}`);
    expect(told).toContain("too much waits to be told");
    await until(() => held.length === 1);
    answer = (response) => void response.writeHead(200).end();
    held[0]?.writeHead(200).end();
    await until(() => got.length === 51);
    expect(got.at(-1)).toEqual({ text: "text 59" });
  });
});
