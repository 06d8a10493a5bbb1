import type { Supervisor } from "../processes/supervisor";
import type { Built } from "../programs/build";

/** What every program of a control plane starts from. */
export interface Ground {
  supervisor: Supervisor;
  built: Built;
}
