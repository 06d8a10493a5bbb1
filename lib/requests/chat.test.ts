import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { ChatNews } from "@/lib/domain/chat-news";
import { people, UseCasePortal } from "@/tests/support/use-case-portal";
import { chatText } from "./chat-text";
import type { Deps } from "./deps";
import { followMerged } from "./follow-merged";
import { mergeRequest } from "./merge-request";
import { remarkOnRequest } from "./remark-on-request";
import { submitRequest } from "./submit-request";
import { tellingReleases } from "./telling-releases";

const ORIGIN = "https://portal.example.com";

describe("what a chat is told", () => {
  let portal: UseCasePortal;
  let deps: Deps;
  let told: ChatNews[];
  const texts = () => told.map((news) => chatText(news, ORIGIN));

  beforeEach(async () => {
    portal = await UseCasePortal.withAcme();
    told = [];
    const chat = { tell: (news: ChatNews) => void told.push(news) };
    const follow = followMerged(portal.deps, chat, { look: 5, most: 3_600_000 });
    deps = { ...portal.deps, releases: tellingReleases(portal.deps.releases, chat, follow) };
  });
  afterEach(() => portal.close());

  const sent = async (name: string, more: Record<string, string> = {}) => {
    const { commit } = await deps.releases.main();
    const service = portal.catalog.services.find((one) => one.name === "postgres");
    const { number } = await submitRequest(deps, people.owner, {
      key: `chat-${name}-key`,
      type: "create",
      service: "postgres",
      tenant: "acme",
      name,
      base: commit,
      schemaHash: service?.schemaHash ?? "",
      values: { tenant: "acme", name, ...more },
    });
    const request = await deps.releases.request(number);
    return { number, head: request?.head ?? "" };
  };

  it("is that a request waits, once, without a value of it", async () => {
    await sent("fresh", { note: "s3cret note" });
    await sent("fresh", { note: "s3cret note" });
    expect(texts()).toEqual([
      expect.stringMatching(/^#\d+ New Postgres fresh in acme: .+ asks for this, and it waits for a decision\. https:/),
    ]);
    expect(JSON.stringify(texts())).not.toContain("s3cret");
  });

  it("is that it was answered, without what was written", async () => {
    const { number, head } = await sent("answered");
    const say = (type: "comment" | "ask-changes" | "decline") =>
      remarkOnRequest(deps, people.admin, { number, head, type, text: "s3cret words" });
    await say("comment");
    await say("ask-changes");
    await say("decline");
    expect(told.map(({ what }) => what)).toEqual(["waiting", "changes-asked", "declined"]);
    expect(texts().at(-1)).toContain(`declined by ${people.admin.name}. ${ORIGIN}/requests/${number}`);
    expect(JSON.stringify(texts())).not.toContain("s3cret");
  });

  it("is nothing when nothing was done", async () => {
    const { number } = await sent("refused");
    const order = { number, head: "0".repeat(40), text: "", acknowledged: [] };
    await expect(mergeRequest(deps, people.admin, order)).rejects.toThrow();
    await expect(
      remarkOnRequest(deps, people.owner, { number, head: "0".repeat(40), type: "approve", text: "" }),
    ).rejects.toThrow();
    expect(told.map(({ what }) => what)).toEqual(["waiting"]);
  });

  it("is that it was merged, and that it is ready once the cluster says so", async () => {
    const { number, head } = await sent("arriving");
    await mergeRequest(deps, people.admin, { number, head, text: "" });
    await vi.waitFor(
      () => {
        portal.clock += 60_000;
        expect(told.map(({ what }) => what)).toEqual(["waiting", "merged", "ready"]);
      },
      { timeout: 20_000 },
    );
    expect(texts().at(-1)).toMatch(new RegExp(`^#${number} New Postgres arriving in acme: ready\\. ${ORIGIN}`));
  });

  it("is that something stops it, once, and without the cluster's words", async () => {
    const observe = portal.deps.cluster.observe.bind(portal.deps.cluster);
    portal.deps.cluster.observe = async (target, depth) => {
      const seen = await observe(target, depth);
      const refused = { type: "Ready", status: "False", reason: "InstallFailed", message: "s3cret quota" };
      const condition = { ...refused, lastTransitionTime: "2026-01-06T09:00:00Z", observedGeneration: 1 };
      return seen?.release
        ? { ...seen, release: { ...seen.release, status: { observedGeneration: 1, conditions: [condition] } } }
        : seen;
    };
    const { number, head } = await sent("stopped");
    await mergeRequest(deps, people.admin, { number, head, text: "" });
    await vi.waitFor(
      () => {
        portal.clock += 60_000;
        expect(told.map(({ what }) => what)).toEqual(["waiting", "merged", "failed"]);
      },
      { timeout: 20_000 },
    );
    expect(JSON.stringify(texts())).not.toContain("s3cret");
  });

  it.each([
    ["<!channel> <https://evil.example|x>", /[<>|]/],
    ["@everyone @here", /@\w/],
    ["[x](https://evil.example)", /\[|\]|:\/\/evil/],
    ["*bold* _it_ ~no~ `code` # head", /[*_~`]|# /],
    ["a&lt;script&gt;", /&/],
    ["two\nlines\u202e\u0000", /[\n\u202e\u0000]/],
    ["x".repeat(5_000), /x{200}/],
  ])("holds no markup, mention or address of a name (%#)", (name, markup) => {
    const news: ChatNews = { what: "approved", request: { number: 7, title: name }, by: name };
    const text = chatText(news, ORIGIN);
    const names = text.slice("#7 ".length, -`${ORIGIN}/requests/7`.length);
    expect(names).not.toMatch(markup);
    expect(text.endsWith(` ${ORIGIN}/requests/7`)).toBe(true);
  });
});
