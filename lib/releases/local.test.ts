import { describeReleases } from "./contract";
import { localHarness } from "./local-harness";

describeReleases("A bare repository on this machine", localHarness);
