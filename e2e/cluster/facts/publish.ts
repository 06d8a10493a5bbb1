import type { Api } from "../api/client";
import { apply } from "../api/objects";
import { type LiveCrd, untilCrd } from "../definitions/live-crd";
import { untilActive } from "../definitions/until-active";
import { definition, definitionName, type Example, GROUP } from "./example";

/** Applies a definition and waits until KRO has accepted it. Out: its CRD. */
export async function publish(api: Api, example: Example): Promise<LiveCrd> {
  await apply(api, definition(example));
  await untilActive(api, definitionName(example.kind));
  return await untilCrd(api, GROUP, example.kind);
}
