import { describeReleases } from "./contract";
import { githubHarness } from "./github-harness";

describeReleases("GitHub", githubHarness);
