import { portal } from "@/lib/portal";

/**
 * For whoever sends people here: 200 when the portal can read its releases repository and its charts, 503 when it can't.
 * The cluster isn't asked: without it pages still work from Git. Says nothing else to strangers.
 */
export async function GET(): Promise<Response> {
  try {
    const { releases, catalog } = await portal();
    await Promise.all([releases.main(), catalog.read()]);
    return Response.json({ status: "ok" }, { headers: { "cache-control": "no-store" } });
  } catch {
    return Response.json({ status: "unavailable" }, { status: 503, headers: { "cache-control": "no-store" } });
  }
}
