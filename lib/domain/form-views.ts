import type { DeleteModel, FormModel } from "./form-model";
import type { RequestLine } from "./request-views";
import type { Right } from "./right";

/** The pages that hold the form: /services/[service]/new, …/edit, /requests/[number]/edit. */
export interface FormPage {
  /** "Request a Postgres", "Edit orders in acme". */
  title: string;
  model: FormModel;
  /** Another open request for the same manifest: a second one can't be sent. */
  openRequest: RequestLine | null;
  /** Whether the person could send it at all; the form is shown either way. */
  send: Right;
  /** That the cluster judges by another schema than this form, as a sentence; null when it doesn't, or nobody knows. */
  otherSchema: string | null;
}

/** The pages …/delete. */
export interface DeletePage {
  /** "Delete Postgres orders in acme" */
  title: string;
  model: DeleteModel;
  /** What happens to volumes and data, one sentence. */
  data: string;
  /** False when the cluster couldn't be asked what goes with it. */
  clusterAsked: boolean;
  simulated: boolean;
  /** Instances that must go first (at most 20), and how many there are in all. */
  instances: { label: string; href: string }[];
  instanceCount: number;
  openRequest: RequestLine | null;
}
