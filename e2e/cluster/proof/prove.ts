import type { ApiPlace } from "@/lib/compile/api-place";
import { enforcementOf } from "@/lib/compile/enforcement";
import type { JsonObject } from "@/lib/domain/json";
import type { Helm } from "@/lib/helm/find-helm";
import { helmVerdicts } from "@/lib/helm/verdicts";
import { judgeValues } from "@/lib/schema/judge";
import { type Amount, nearValues } from "@/tests/support/near-values/near-values";
import type { Api } from "../api/client";
import { account, type Judged } from "./account";
import { apiJudgement, type InstancePlace } from "./api-judge";
import { inLanes } from "./in-lanes";
import { probe } from "./probes";
import { rulesNotSeen } from "./rules-alone";

/** A service on a live cluster, ready to be put to the proof. */
export interface Subject {
  schema: JsonObject;
  values: ApiPlace;
  /** Its chart's folder, with dependencies built. */
  chart: string;
  place: InstancePlace;
  /** The values that repeat the place's names. */
  identity: JsonObject;
}

/** What every run starts from; PROOF_SEED tries other values. */
export const SEED = Number(process.env.PROOF_SEED ?? 11);

/** As many as the client has connections. */
const LANES = 16;

/** What came of one service. */
export interface Proof {
  judged: Judged[];
  /** Each begins with the seed. */
  problems: string[];
  /** Some that fit. */
  fitting: JsonObject[];
}

/**
 * Puts generated values of a service before the portal, Helm and the API server, and holds the verdicts against its map.
 * Each rule of its policy must have bitten by itself, and none may fail to be reckoned out, whatever stands there.
 */
export async function prove(api: Api, helm: Helm, subject: Subject, amount: Amount): Promise<Proof> {
  const tried = nearValues(subject.schema, subject.identity, amount, SEED);
  const byHelm = await helmVerdicts(
    subject.chart,
    tried.map(({ values }) => values),
    { helm, path: process.env.PATH },
  );
  const byApi = await inLanes(tried, LANES, ({ values }) => apiJudgement(api, subject.place, values));
  const judged = tried.flatMap((one, at): Judged[] => {
    const [fromHelm, fromApi] = [byHelm[at], byApi[at]];
    if (!fromHelm || !fromApi) return [];
    const portal = judgeValues(subject.schema, one.values).length === 0;
    return [{ ...one, portal, helm: fromHelm.accepted, api: fromApi }];
  });
  const fitting = tried.flatMap(({ values, broken }) => (broken === null ? [values] : []));
  const problems = [
    ...account(enforcementOf(subject.values), judged),
    ...(await notDropped(api, subject, judged)),
    ...rulesNotSeen(subject.schema, subject.values, judged).map((words) => `no value broke this rule alone: ${words}`),
    ...(await probe(api, subject.place, fitting)),
  ];
  return { judged, fitting, problems: problems.map((problem) => `seed ${SEED}: ${problem}`) };
}

/**
 * Keys that only a strict write refuses: any other write must take the values and drop the key, as the map says. Out:
 * the places where it doesn't, of those whose values nothing else is wrong with.
 */
async function notDropped(api: Api, { values, place }: Subject, judged: readonly Judged[]): Promise<string[]> {
  const strict = enforcementOf(values).filter((entry) => entry.api === "strict");
  const problems = strict.map(async ({ pointer, keyword }) => {
    const tried = judged.find(
      ({ broken, api: said }) =>
        broken?.pointer === pointer && broken.keyword === keyword && !said.accepted && said.by === "strict",
    );
    if (!tried) return [];
    const said = await apiJudgement(api, place, tried.values, "Ignore");
    if (said.accepted && !said.kept) return [];
    return [`${pointer} ${keyword}: a write that is not strict does not drop the key: ${JSON.stringify(said)}`];
  });
  return (await Promise.all(problems)).flat();
}

/** How many values broke each keyword; `fits` for those that broke none. */
export function countsOf(judged: readonly Judged[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { broken } of judged) {
    const keyword = broken?.keyword ?? "fits";
    counts.set(keyword, (counts.get(keyword) ?? 0) + 1);
  }
  return counts;
}
