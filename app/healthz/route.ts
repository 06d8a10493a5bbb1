// Without it the answer would be made once, by the build.
export const dynamic = "force-dynamic";

/** For whoever restarts the portal: 200 while it answers at all. What a restart wouldn't mend is asked of /readyz. */
export function GET(): Response {
  return Response.json({ status: "ok" }, { headers: { "cache-control": "no-store" } });
}
