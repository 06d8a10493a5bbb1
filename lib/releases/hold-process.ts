import type { ChildProcessWithoutNullStreams } from "node:child_process";

/** A long-lived process keeps Node from ending only while it is `wanted`: while something waits for its answer. */
export function holdProcess(child: ChildProcessWithoutNullStreams, wanted: boolean): void {
  if (wanted) child.ref();
  else child.unref();
  for (const pipe of [child.stdin, child.stdout, child.stderr]) {
    if (!("ref" in pipe) || !("unref" in pipe)) continue;
    const method = wanted ? pipe.ref : pipe.unref;
    if (typeof method === "function") method.call(pipe);
  }
}
