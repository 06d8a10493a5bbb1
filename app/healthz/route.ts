import { portal } from "@/lib/portal";

/** For whoever watches the portal: 200 when it can read its releases repository, 503 when it can't. Says nothing else to strangers. */
export async function GET(): Promise<Response> {
  try {
    const { releases } = await portal();
    await releases.version();
    return Response.json({ status: "ok" }, { headers: { "cache-control": "no-store" } });
  } catch {
    return Response.json({ status: "unavailable" }, { status: 503, headers: { "cache-control": "no-store" } });
  }
}
