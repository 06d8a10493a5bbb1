import type { Observation } from "@/lib/cluster/port";
import { staysBehind } from "@/lib/cluster/trace/stays";
import { childrenAt, isChildObject, withinTarget } from "@/lib/domain/composition";
import type { DeleteModel } from "@/lib/domain/form-model";
import type { DeletePage } from "@/lib/domain/form-views";
import type { JsonObject } from "@/lib/domain/json";
import { purposeOf } from "@/lib/domain/kind-purpose";
import type { KubernetesObject } from "@/lib/domain/kubernetes";
import { pageOf, pathOf } from "@/lib/domain/path";
import { titleOfRequest } from "@/lib/domain/request-title";
import type { Service } from "@/lib/domain/service";
import { nameOf, serviceOf, type Target } from "@/lib/domain/target";
import type { Viewer } from "@/lib/domain/viewer";
import { missing } from "@/lib/tenants/access";
import type { Deps } from "./deps";
import { fateOfData } from "./fate-of-data";
import { type Ground, namesOfService, openRequestFor, readGround } from "./ground";
import { nothingLeftBehind } from "./judge/nothing-left-behind";
import { lineOf } from "./line-of";
import { valuesOf } from "./manifest-file";
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
    before: null,
    by: { subject: viewer.subject, groups: viewer.groups },
    number: null,
    when: "send" as const,
  };
  const parts = withinTarget(target, ground.services);
  const children = parts.flatMap((part) => childrenAt(part, ground.services));
  const [observations, state, problems, files] = await Promise.all([
    Promise.all(parts.map((part) => deps.cluster.observe(part, "full"))),
    deps.cluster.state(),
    nothingLeftBehind({ deps, ground, proposal }),
    ground.main.read([path]),
  ]);
  const service = namesOfService(ground, serviceOf(target));
  const chart = ground.services.find(({ name }) => name === service.name) ?? null;
  const [observation = null] = observations;
  // A composite's children stand among its own objects, and what each consists of goes with it.
  const objects = observations.flatMap(objectsIn);
  const stays = target.type === "instance" ? objects.filter(staysBehind) : [];
  const instances = target.type === "tenant" ? ground.main.instances(target.tenant) : [];
  return {
    title: titleOfRequest("delete", target, service.title),
    data: dataSentence(target, chart, valuesOf(files.get(path) ?? null)),
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
      schemaHash: chart?.schemaHash ?? "",
      key: crypto.randomUUID(),
      person: viewer.subject,
      goes: objects
        .filter((object) => !stays.includes(object))
        .map((object) =>
          lineOfObject(object, true, isChildObject({ kind: object.kind, name: object.metadata.name }, children)),
        ),
      stays: stays.map((object) => lineOfObject(object, false, false)),
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

/** The namespace first, then what holds data, then the rest as the release has it. */
function objectsIn(observation: Observation | null): KubernetesObject[] {
  const rank = ({ kind }: KubernetesObject) => (kind === "Namespace" ? 0 : kind === "PersistentVolumeClaim" ? 1 : 2);
  return (observation?.objects ?? []).filter(({ kind }) => !TRACES.has(kind)).sort((a, b) => rank(a) - rank(b));
}

function lineOfObject(
  { kind, metadata }: KubernetesObject,
  goes: boolean,
  isPart: boolean,
): DeleteModel["goes"][number] {
  const purpose = isPart ? "a child, with everything that it consists of" : purposeOf(kind);
  const note = kind === "PersistentVolumeClaim" ? `${purpose}${goes ? ", which goes too" : ", which stays"}` : purpose;
  return { what: `${kind} ${metadata.name}`, note };
}

function dataSentence(target: Target, chart: Service | null, values: JsonObject | null): string {
  if (target.type === "tenant")
    return `The namespace ${target.tenant} goes with everything in it: roles, quota, network rules and whatever was left there by hand.`;
  const name = nameOf(target);
  if (!chart)
    return `What becomes of the data of ${name} can't be told, because its chart has left the catalogue. Expect it to go: make a backup first if you need one.`;
  return {
    goes: `The volumes of ${name} and the data in them go with it. Nothing here brings them back: make a backup first if you need one.`,
    stays: `The volumes of ${name} and the data in them stay in the cluster. The platform team removes them when nobody needs them any more.`,
    none: `${name} keeps no data of its own, so nothing is lost that its manifest couldn't bring back.`,
  }[fateOfData(chart, target, values)];
}
