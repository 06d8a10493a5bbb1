import type { Observation } from "@/lib/cluster/port";
import type { DeleteModel } from "@/lib/domain/form-model";
import type { DeletePage } from "@/lib/domain/form-views";
import { pageOf, pathOf } from "@/lib/domain/path";
import { titleOfRequest } from "@/lib/domain/request-title";
import { nameOf, serviceOf, type Target } from "@/lib/domain/target";
import type { Viewer } from "@/lib/domain/viewer";
import { missing } from "@/lib/tenants/access";
import type { Deps } from "./deps";
import { type Ground, namesOfService, openRequestFor, readGround } from "./ground";
import { nothingLeftBehind } from "./judge/nothing-left-behind";
import { keepsData } from "./keeps-data";
import { lineOf } from "./line-of";
import { requireToSend } from "./may-send";
import { hasPath } from "./target-of-input";

/** Most instances that the page names. */
const NAMED = 20;

/** Objects that a workload keeps for itself: nobody asks what becomes of them. */
const TRACES = new Set(["ReplicaSet", "ControllerRevision"]);

/** What goes with a target, before its deletion is asked for. @throws PortalError `not-found` or `forbidden` */
export async function openDelete(deps: Deps, viewer: Viewer, input: { target: Target }): Promise<DeletePage> {
  const { target } = input;
  const ground = await readGround(deps);
  if (!hasPath(target)) throw missing();
  await requireToSend(deps, ground, viewer, "delete", target);
  const path = pathOf(target);
  if (!ground.main.entry(path)) throw missing();
  const open = openRequestFor(ground, path);
  const proposal = {
    type: "delete" as const,
    target,
    content: null,
    by: { subject: viewer.subject, groups: viewer.groups },
    number: null,
    when: "send" as const,
  };
  const [observation, state, problems] = await Promise.all([
    deps.cluster.observe(target, "full"),
    deps.cluster.state(),
    nothingLeftBehind({ deps, ground, proposal }),
  ]);
  const service = namesOfService(ground, serviceOf(target));
  const instances = target.type === "tenant" ? ground.main.instances(target.tenant) : [];
  return {
    title: titleOfRequest("delete", target, service.title),
    data: dataSentence(target, keepsData(service)),
    clusterAsked: observation !== null,
    simulated: state.mode === "simulated",
    instances: instances.slice(0, NAMED).map((entry) => ({
      label: `${namesOfService(ground, serviceOf(entry.target)).title} ${nameOf(entry.target)}`,
      href: pageOf(entry.target),
    })),
    instanceCount: instances.length,
    openRequest: open && lineOf(ground, viewer, open),
    model: {
      service: { name: service.name, kind: service.kind, title: service.title },
      target,
      base: ground.main.commit,
      schemaHash: ground.services.find(({ name }) => name === service.name)?.schemaHash ?? "",
      key: crypto.randomUUID(),
      person: viewer.subject,
      goes: goesOf(observation),
      problems: open ? [openProblem(open), ...problems] : problems,
    },
  };
}

function openProblem(open: Ground["requests"][number]): DeleteModel["problems"][number] {
  return {
    code: "request-open",
    pointer: null,
    label: null,
    message: `Request ${open.number} is open for this manifest. It has to be decided or withdrawn first.`,
    link: { href: `/requests/${open.number}`, text: open.title },
  };
}

function goesOf(observation: Observation | null): DeleteModel["goes"] {
  return (observation?.objects ?? [])
    .filter(({ kind }) => !TRACES.has(kind))
    .map(({ kind, metadata }) => ({
      what: `${kind} ${metadata.name}`,
      note: kind === "PersistentVolumeClaim" || kind === "Secret" ? "what is in it goes too" : "",
    }));
}

function dataSentence(target: Target, data: boolean): string {
  if (target.type === "tenant")
    return `The namespace ${target.tenant} goes with everything in it: roles, quota, network rules and whatever was left there by hand.`;
  return data
    ? `The volumes of ${target.name} and the data in them go with it. Nothing here brings them back: make a backup first if you need one.`
    : `${nameOf(target)} keeps no data of its own, so nothing is lost that its manifest couldn't bring back.`;
}
