import { NO_OBJECT } from "./git";

/** The branch of an open request: what people see, fetch and may push to. */
export const branchOf = (number: number) => `refs/heads/requests/${number}`;
/** A request's log: its events, one commit each. What it says is the truth about the request. */
export const logOf = (number: number) => `refs/requests/${number}`;
/** Whether a ref is in the folder of the logs. */
export const isLog = (ref: string) => ref.startsWith("refs/requests/");
/** Present while the example is: the commit that brought it. */
export const EXAMPLE_REF = "refs/portal/example";

/** Only names that the portal would give; a branch like requests/draft is somebody else's. */
const REQUEST_REF = /^refs\/(heads\/requests|requests)\/([1-9][0-9]{0,8})$/;

/** What the refs that matter here point at. */
export interface RefTable {
  /** All zeros when the branch has no commit. */
  main: string;
  /** By the request's number. */
  branches: Map<number, string>;
  logs: Map<number, string>;
  example: string | null;
}

/** A table without any ref. */
export function noRefs(): RefTable {
  return { main: NO_OBJECT, branches: new Map(), logs: new Map(), example: null };
}

/** Writes down what a ref points at (null: it is gone); a ref that doesn't matter here is passed over. */
export function putRef(table: RefTable, main: string, ref: string, id: string | null): void {
  if (ref === main) table.main = id ?? NO_OBJECT;
  else if (ref === EXAMPLE_REF) table.example = id;
  else {
    const [, kind, number] = REQUEST_REF.exec(ref) ?? [];
    if (kind === undefined) return;
    const map = kind === "requests" ? table.logs : table.branches;
    if (id === null) map.delete(Number(number));
    else map.set(Number(number), id);
  }
}

/** Whether two tables say the same. */
export function sameRefs(
  a: Omit<RefTable, "branches" | "logs"> & Record<"branches" | "logs", ReadonlyMap<number, string>>,
  b: RefTable,
): boolean {
  return a.main === b.main && a.example === b.example && sameMap(a.branches, b.branches) && sameMap(a.logs, b.logs);
}

function sameMap(a: ReadonlyMap<number, string>, b: ReadonlyMap<number, string>): boolean {
  if (a.size !== b.size) return false;
  for (const [number, id] of a) if (b.get(number) !== id) return false;
  return true;
}
