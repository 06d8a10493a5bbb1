import { vi } from "vitest";
import { describeReleases } from "./contract";
import { githubHarness } from "./github-harness";

// Every step is several processes of git's, on both sides of a connection.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 60_000 });

describeReleases("GitHub", githubHarness);
