import { respond } from "@/app/api/respond";
import { PortalError } from "@/lib/domain/errors";
import { portal } from "@/lib/portal";

/**
 * Takes in what GitHub tells of: 202 when it is signed. It is answered before anybody looks, because GitHub waits for ten
 * seconds only; who sends it is known by the signature alone, so nobody is signed in here.
 */
export function POST(request: Request): Promise<Response> {
  return respond(async () => {
    const { deliveries } = await portal();
    if (deliveries === null)
      throw new PortalError("not-found", "This portal takes no webhook. To have one, set GITHUB_WEBHOOK_SECRET_FILE.");
    deliveries.take(new Uint8Array(await request.arrayBuffer()), request.headers.get("x-hub-signature-256"));
    return { status: 202, body: { status: "taken" } };
  });
}
