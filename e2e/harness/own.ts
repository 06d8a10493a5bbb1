import { leave, newPlace, type Place, type RunningPortal, startPortal } from "./portal";
import { test } from "./test";

/** A portal that a spec has for itself: it may stop it, start it again, and edit its releases repository by hand. */
export interface OwnPortal {
  /** `http://localhost:41234`; the same after a restart. */
  readonly url: string;
  readonly dataDirectory: string;
  /** What it printed since its last start. */
  log(): string;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Ends the serving process at once, without a word, as a power cut would. */
  kill(): Promise<void>;
}

/**
 * Gives the tests of the enclosing `describe` (or file) a portal of their own, started before the first and taken away after the
 * last of them.
 * @param variables settings on top of `make run`'s; asked for at each start.
 */
export function ownPortal(variables: () => Record<string, string> = () => ({})): OwnPortal {
  let place: Place | null = null;
  let running: RunningPortal | null = null;
  const here = () => {
    if (!place) throw new Error("The portal is there from the first test on.");
    return place;
  };
  const portal: OwnPortal = {
    get url() {
      return `http://localhost:${here().port}`;
    },
    get dataDirectory() {
      return here().dataDirectory;
    },
    log: () => running?.log() ?? "",
    async start() {
      running = await startPortal(here(), variables());
    },
    async stop() {
      await running?.stop();
      running = null;
    },
    async kill() {
      await running?.kill();
      running = null;
    },
  };
  test.beforeAll(async () => {
    place = await newPlace();
    await portal.start();
  });
  test.afterEach(async ({}, info) => {
    // What it printed says more about a failure than the page does.
    if (info.status !== info.expectedStatus) await info.attach("portal", { body: portal.log() });
  });
  test.afterAll(async () => {
    await portal.stop();
    if (place) await leave(place);
  });
  return portal;
}
