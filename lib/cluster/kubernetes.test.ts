import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Target } from "@/lib/domain/target";
import { MERGED, WANTED } from "@/tests/support/cluster/contract";
import { type FakeWorld, fakeWorld, PLATFORM, QUICK, REDIS, WEBAPP } from "@/tests/support/cluster/fake-world";
import { kubernetesCluster } from "./kubernetes";

const target = (name: string): Target => ({ type: "instance", tenant: "acme", service: "webapp", name });
const webapp = (name: string, state = "ACTIVE") => ({
  apiVersion: WEBAPP.apiVersion,
  kind: WEBAPP.kind,
  metadata: { name, namespace: "acme", uid: `uid-${name}`, creationTimestamp: MERGED, generation: 1 },
  status: { state },
});

let world: FakeWorld;
let clock: Date;
beforeEach(async () => {
  clock = new Date(MERGED);
  world = await fakeWorld(QUICK, () => clock);
});
afterEach(() => world.close());

const soon = (check: () => Promise<void> | void) => vi.waitFor(check, { timeout: 10_000, interval: 5 });
const stateOf = async (name: string) => (await world.cluster.observe(target(name), "summary"))?.instance?.status?.state;
const untilState = (name: string, state: string | undefined) =>
  soon(async () => expect(await stateOf(name)).toBe(state));
const untilRead = () => soon(async () => expect((await world.cluster.state()).unreachable).toBeNull());
const streams = () => ["webapps", "helmreleases", "applications"].map((resource) => world.api.streams(resource));
const untilFollowed = () => soon(() => expect(streams()).toEqual([1, 1, 1]));
const asked = (what: RegExp) => world.api.asked.filter((path) => what.test(path));

describe("what is kept of the cluster", () => {
  it("is read in pages, and then followed by one stream for each kind", async () => {
    for (let at = 0; at < 1_200; at++) world.api.put(webapp(`app-${at}`));
    await untilState("app-1199", "ACTIVE");
    await untilFollowed();
    world.api.put(webapp("app-7", "ERROR"));
    await untilState("app-7", "ERROR");
    world.api.remove(webapp("app-8"));
    await untilState("app-8", undefined);
    const watches = world.api.asked.filter((path) => path.includes("watch=true")).map((path) => path.split("?")[0]);
    expect(new Set(watches).size).toBe(watches.length);
  });

  it("takes no more than 500 objects at a time", async () => {
    for (let at = 0; at < 1_200; at++) world.api.put(webapp(`app-${at}`));
    const fresh = await kubernetesCluster({
      access: { kubeconfig: [world.api.kubeconfig] },
      platform: PLATFORM,
      services: () => Promise.resolve(["webapp"]),
      desired: () => Promise.resolve(null),
      now: () => clock,
      pace: QUICK,
    });
    await soon(async () => {
      const seen = await fresh.observe(target("app-1199"), "summary");
      expect(seen?.instance?.metadata.name).toBe("app-1199");
    });
    fresh.close();
    expect(asked(/webapps\?limit=500&continue=500$/).length).toBeGreaterThan(0);
    expect(asked(/webapps\?limit=500&continue=1000$/).length).toBeGreaterThan(0);
  });

  it("holds no more of an object than a line in a list needs", async () => {
    const bulky = { ...webapp("bulky"), spec: { values: { secret: "not kept" } } };
    world.api.put(bulky);
    await untilState("bulky", "ACTIVE");
    const seen = await world.cluster.observe(target("bulky"), "summary");
    expect(JSON.stringify(seen)).not.toContain("not kept");
  });

  it("never asks for a Secret", async () => {
    await world.become(target("shop"), WANTED, 90);
    world.api.put({
      apiVersion: "helm.toolkit.fluxcd.io/v2",
      kind: "HelmRelease",
      metadata: { name: "shop-webapp", namespace: "acme", uid: "r", creationTimestamp: MERGED, generation: 1 },
      status: { inventory: { entries: [{ id: "acme_shop-login__Secret", v: "v1" }] } },
    });
    await soon(async () => {
      const seen = await world.cluster.observe(target("shop"), "full");
      expect(seen?.unread).toEqual([{ kind: "Secret", name: "shop-login", why: "secret" }]);
    });
    expect(asked(/secret/i)).toEqual([]);
  });
});

describe("a stream", () => {
  beforeEach(async () => {
    world.api.put(webapp("shop"));
    await untilState("shop", "ACTIVE");
    await untilFollowed();
  });

  it("that is cut goes on where it was", async () => {
    const lists = asked(/webapps\?limit/).length;
    world.api.cut();
    world.api.put(webapp("shop", "ERROR"));
    await untilState("shop", "ERROR");
    await untilRead();
    expect(asked(/webapps\?limit/)).toHaveLength(lists);
  });

  it("that the server ends is begun again", async () => {
    world.api.endStreams();
    world.api.put(webapp("shop", "ERROR"));
    await untilState("shop", "ERROR");
  });

  it("goes on after the newest bookmark, and not after the newest event", async () => {
    world.api.put({ apiVersion: "v1", kind: "ConfigMap", metadata: { name: "other", namespace: "acme" } });
    world.api.bookmark();
    const before = asked(/webapps\?watch/).length;
    // The bookmark must have been read before the cut.
    world.api.put(webapp("after"));
    await untilState("after", "ACTIVE");
    world.api.cut();
    await soon(() => expect(asked(/webapps\?watch/).length).toBeGreaterThan(before));
    expect(asked(/webapps\?watch/).every((path) => path.includes("allowWatchBookmarks=true"))).toBe(true);
    const versions = asked(/webapps\?watch/).map((path) => Number(/resourceVersion=(\d+)/.exec(path)?.[1]));
    expect(versions.at(-1)).toBeGreaterThan(versions[0] ?? 0);
  });

  it("whose version is too old begins with a new list, which also shows what is gone", async () => {
    world.api.fail(/watch=true/, "reset");
    world.api.cut();
    world.api.remove(webapp("shop"));
    world.api.put(webapp("other"));
    world.api.compact();
    world.api.heal();
    await untilState("other", "ACTIVE");
    expect(await stateOf("shop")).toBeUndefined();
  });

  it("that says in the stream that its version is too old does so too", async () => {
    const lists = asked(/webapps\?limit/).length;
    world.api.expireStreams();
    world.api.put(webapp("other"));
    await untilState("other", "ACTIVE");
    await soon(() => expect(asked(/webapps\?limit/).length).toBeGreaterThan(lists));
  });

  it("that can't be had goes on once it can, after answers of 500 and cuts", async () => {
    world.api.fail(/webapps\?watch/, 500, 3);
    world.api.cut();
    world.api.put(webapp("shop", "ERROR"));
    await untilState("shop", "ERROR");
    world.api.fail(/webapps\?watch/, "reset", 2);
    world.api.cut();
    world.api.put(webapp("shop", "ACTIVE"));
    await untilState("shop", "ACTIVE");
  });
});

describe("a stream without a line for long", () => {
  beforeEach(async () => {
    await world.close();
    const { reflector } = QUICK;
    world = await fakeWorld({ ...QUICK, reflector: { ...reflector, watch: { ...reflector.watch, idle: 100 } } });
    world.api.put(webapp("shop"));
    await untilState("shop", "ACTIVE");
  });

  it("is asked for anew, and goes on where it was", async () => {
    world.api.silence();
    world.api.put(webapp("shop", "ERROR"));
    await untilState("shop", "ERROR");
  });

  it("makes nothing unknown, and is no news", async () => {
    await untilFollowed();
    const lists = asked(/webapps\?limit/).length;
    const streams = asked(/webapps\?watch/).length;
    const news = vi.fn();
    const following = world.cluster.changes(news);
    await soon(async () => {
      // The portal's own clock, ten seconds at each look: what is behind for long would be told.
      clock = new Date(clock.getTime() + 10_000);
      expect((await world.cluster.state()).unreachable).toBeNull();
      expect(asked(/webapps\?watch/).length).toBeGreaterThan(streams + 3);
    });
    following.end();
    expect(news).not.toHaveBeenCalled();
    expect(asked(/webapps\?limit/)).toHaveLength(lists);
  });

  it("after a cut makes nothing unknown either", async () => {
    await untilFollowed();
    world.api.cut();
    const streams = asked(/webapps\?watch/).length;
    await soon(() => expect(asked(/webapps\?watch/).length).toBeGreaterThan(streams));
    await untilFollowed();
    clock = new Date(clock.getTime() + 60_000);
    await untilRead();
  });
});

describe("a list", () => {
  it("that fails, is cut in the middle or answers 429 is asked for again", async () => {
    for (const how of [500, 429, "half", "reset"] as const) {
      world.api.fail(/webapps\?limit/, how, 1);
      world.api.expireStreams();
      world.api.put(webapp(`after-${how}`));
      await untilState(`after-${how}`, "ACTIVE");
    }
  });

  it("that fails for long makes all status unknown, with the reason", async () => {
    await untilFollowed();
    world.api.fail(/webapps/, 500);
    world.api.expireStreams();
    const began = clock.getTime();
    await soon(async () => {
      // The portal's own clock, a second at each look.
      clock = new Date(clock.getTime() + 1_000);
      expect((await world.cluster.state()).unreachable?.why).toBe("Webapp can't be read: the API server answers 500");
    });
    expect(clock.getTime() - began).toBeGreaterThan(10_000);
    expect(await world.cluster.observe(target("shop"), "summary")).toBeNull();
    world.api.heal();
    await untilRead();
  });
});

describe("what may not be read", () => {
  it("is not permitted, and neither broken nor unreachable", async () => {
    await untilFollowed();
    await world.become(target("shop"), WANTED, 90);
    world.api.fail(/applications/, 403);
    world.api.expireStreams();
    await soon(async () => {
      const seen = await world.cluster.observe(target("shop"), "full");
      expect(seen?.unread).toEqual([{ kind: "Application", name: "", why: "forbidden" }]);
      expect(seen?.application).toBeNull();
    });
    expect((await world.cluster.state()).unreachable).toBeNull();
    world.api.heal();
    await soon(async () => expect((await world.cluster.observe(target("shop"), "full"))?.unread).toEqual([]));
  });

  it("among a release's objects is named with the rest of them", async () => {
    await world.become(target("shop"), WANTED, 90);
    world.api.fail(/services/, 403);
    await soon(async () => {
      const seen = await world.cluster.observe(target("shop"), "full");
      expect(seen?.unread).toEqual([{ kind: "Service", name: "shop-webapp", why: "forbidden" }]);
      expect(seen?.pods).toHaveLength(2);
    });
  });
});

describe("a kind", () => {
  const redis: Target = { type: "instance", tenant: "acme", service: "redis", name: "cache" };
  const object = { ...webapp("cache"), kind: REDIS.kind };

  it("appears while the portal runs, and is followed no longer once it is gone", async () => {
    await untilFollowed();
    world.api.serve(REDIS);
    world.api.put(object);
    await soon(async () =>
      expect((await world.cluster.observe(redis, "summary"))?.instance?.status?.state).toBe("ACTIVE"),
    );
    world.api.unserve("Redis");
    await soon(async () => expect((await world.cluster.observe(redis, "summary"))?.instance).toBeNull());
    await soon(() => expect(world.api.streams("redises")).toBe(0));
    expect((await world.cluster.state()).unreachable).toBeNull();
  });
});

describe("a cluster that is away", () => {
  it("is unknown since then and why, and is read again without a restart", async () => {
    world.api.put(webapp("shop"));
    await untilState("shop", "ACTIVE");
    await world.api.stop();
    await soon(async () =>
      expect((await world.cluster.state()).unreachable).toEqual({
        since: MERGED.replace("Z", ".000Z"),
        why: "connection refused",
      }),
    );
    expect(await world.cluster.observe(target("shop"), "summary")).toBeNull();
    expect(await world.cluster.observe(target("shop"), "full")).toBeNull();
    expect(await world.cluster.exists(target("shop"))).toBeNull();
    expect(await world.cluster.names("Service", "acme")).toBeNull();
    world.api.put(webapp("shop", "ERROR"));
    await world.api.start();
    await untilState("shop", "ERROR");
  });

  it("is so from the start on, and comes later", async () => {
    await world.api.stop();
    const options = {
      platform: PLATFORM,
      now: () => clock,
      pace: QUICK,
    };
    const cluster = await kubernetesCluster({
      ...options,
      access: { kubeconfig: [world.api.kubeconfig] },
      services: () => Promise.resolve([]),
      desired: () => Promise.resolve(null),
    });
    await soon(async () => expect((await cluster.state()).unreachable?.why).toBe("connection refused"));
    await world.api.start();
    await soon(async () => expect((await cluster.state()).unreachable).toBeNull());
    cluster.close();
  });

  it("is not known yet while a kind can't be read the first time, for a reason that is said", async () => {
    await world.close();
    world = await fakeWorld(QUICK, () => clock);
    world.api.fail(/helmreleases/, 500);
    const fresh = await kubernetesCluster({
      access: { kubeconfig: [world.api.kubeconfig] },
      platform: PLATFORM,
      services: () => Promise.resolve([]),
      desired: () => Promise.resolve(null),
      now: () => clock,
      pace: QUICK,
    });
    await soon(async () =>
      expect((await fresh.state()).unreachable?.why).toBe("HelmRelease can't be read: the API server answers 500"),
    );
    world.api.heal();
    await soon(async () => expect((await fresh.state()).unreachable).toBeNull());
    fresh.close();
  });

  it("when it refuses the portal's token says that it is the token", async () => {
    await untilFollowed();
    world.api.fail(/./, 401);
    world.api.cut();
    await soon(async () => expect((await world.cluster.state()).unreachable?.why).toBe("401: the token was refused"));
    world.api.heal();
    await untilRead();
  });

  it("when it takes connections and says nothing is noticed by the next question", async () => {
    await world.close();
    const { reflector } = QUICK;
    world = await fakeWorld(
      { ...QUICK, reflector: { ...reflector, watch: { ...reflector.watch, patience: 200 } } },
      () => clock,
    );
    await untilFollowed();
    world.api.fail(/./, "hang");
    world.api.silence();
    await soon(async () => expect((await world.cluster.state()).unreachable?.why).toMatch(/^no answer within/));
    world.api.heal();
    await untilRead();
  });
});

describe("settings that can't be used", () => {
  const open = (kubeconfig: string) =>
    kubernetesCluster({
      access: { kubeconfig: [kubeconfig] },
      platform: PLATFORM,
      services: () => Promise.resolve([]),
      desired: () => Promise.resolve(null),
      now: () => clock,
    });

  it("are refused in words that name the file", async () => {
    await expect(open("/nowhere/kubeconfig")).rejects.toThrow(
      /^KUBECONFIG names \/nowhere\/kubeconfig, which can't be used: /,
    );
  });
});
