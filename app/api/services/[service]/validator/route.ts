import { z } from "zod";
import { readQuery } from "@/app/api/read-body";
import { respond } from "@/app/api/respond";
import { apiViewer } from "@/lib/auth/viewer";
import { portal } from "@/lib/portal";
import { readValidator } from "@/lib/requests/read-validator";

const QUERY = z.object({ v: z.string().max(100) });

/** The validator of a service's form as an ES module. Its address changes with the schema, so a browser may keep it for good. */
export function GET(request: Request, context: { params: Promise<{ service: string }> }): Promise<Response> {
  return respond(async () => {
    await apiViewer();
    const { service } = await context.params;
    const source = await readValidator(await portal(), { service, schemaHash: readQuery(request, QUERY).v });
    return new Response(source, {
      headers: {
        "content-type": "text/javascript; charset=utf-8",
        "cache-control": "private, max-age=31536000, immutable",
      },
    });
  });
}
