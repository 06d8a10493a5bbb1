import { join } from "node:path";
import { freePorts } from "../processes/ports";
import { untilReady } from "../processes/until-ready";
import type { Ground } from "./ground";

/** Starts etcd. Out: the address that the API server keeps its objects at. */
export async function startEtcd({ supervisor, built }: Ground): Promise<string> {
  const [client = 0, peer = 0] = await freePorts(2);
  const url = `http://127.0.0.1:${client}`;
  const peers = `http://127.0.0.1:${peer}`;
  const etcd = supervisor.start({
    name: "etcd",
    path: built.program("etcd"),
    args: [
      `--data-dir=${join(supervisor.folder, "etcd")}`,
      `--listen-client-urls=${url}`,
      `--advertise-client-urls=${url}`,
      `--listen-peer-urls=${peers}`,
      `--initial-advertise-peer-urls=${peers}`,
      `--initial-cluster=default=${peers}`,
      // What it keeps is thrown away with the run.
      "--unsafe-no-fsync",
      "--log-level=warn",
    ],
  });
  await untilReady(etcd, async () => (await fetch(`${url}/health`)).ok);
  return url;
}
