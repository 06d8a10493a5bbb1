import { WANTED } from "@/tests/support/cluster/contract";
import { headsOf, servedKinds } from "@/tests/support/cluster/fake-world";
import { FakeApiServer } from "@/tests/support/fake-api-server";

/** What the measuring process asks for. */
export type Order = { say: "change"; at: number } | { say: "stop" } | { say: "start" };

// A process of its own: its objects are not in the heap that is measured.
const api = new FakeApiServer();
api.serve(...servedKinds);
const count = Number(process.argv[2]);
const name = (at: number) => ({
  type: "instance" as const,
  tenant: `tenant-${at % 100}`,
  service: "webapp",
  name: `shop-${at}`,
});
for (let at = 0; at < count; at++) for (const object of headsOf(name(at), WANTED, 90)) api.put(object);
await api.start();
const answer = (message: string) => process.send?.(message);
process.on("message", (order: Order) => {
  if (order.say === "change") {
    const [, instance] = headsOf(name(order.at), WANTED, 5);
    if (instance) api.put(instance);
  } else if (order.say === "stop") void api.stop().then(() => answer("stopped"));
  else void api.start().then(() => answer("started"));
});
process.on("disconnect", () => process.exit());
answer(api.kubeconfig);
