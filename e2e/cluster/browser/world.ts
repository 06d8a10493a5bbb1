import type { Connection } from "../api/client";

/** What runs for the browser's specs. */
export interface World {
  /** The chain's API server, as its admin. */
  connection: Connection;
  /** The folder with the releases.git that portal and Argo CD read. */
  data: string;
  /** The platform repository: a clone that specs may commit to. */
  checkout: string;
}

const VARIABLE = "CHAIN_TEST_WORLD";

/** Hands it to the workers. */
export function announceWorld(world: World): void {
  process.env[VARIABLE] = JSON.stringify(world);
}

/** What the setup has started. Throws where it hasn't run. */
export function world(): World {
  const text = process.env[VARIABLE];
  if (!text) throw new Error("No chain runs. Start these specs with `make test-cluster`.");
  return JSON.parse(text) as World; // as announced above
}
