import { log } from "@/lib/log";
import { metricsText } from "@/lib/metrics";
import { portal } from "@/lib/portal";
import { portalCounts } from "@/lib/requests/portal-counts";

/** For Prometheus. Numbers alone: nothing here names a tenant or a person. */
export async function GET(): Promise<Response> {
  const counts = await readCounts();
  const { text, type } = await metricsText(counts);
  return new Response(text, { headers: { "content-type": type, "cache-control": "no-store" } });
}

async function readCounts() {
  try {
    return await portalCounts(await portal());
  } catch (error) {
    log("The portal can't be counted.", { why: String(error) });
    return null;
  }
}
