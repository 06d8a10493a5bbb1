import { z } from "zod";
import { readQuery } from "@/app/api/read-body";
import { respond } from "@/app/api/respond";
import { apiViewer } from "@/lib/auth/viewer";
import { portal } from "@/lib/portal";
import { readOptions } from "@/lib/requests/read-options";

const NAME = z.string().max(300);
const QUERY = z.object({ service: NAME, pointer: z.string().max(1_000), tenant: NAME });

/** What the cluster has that a field could be set to. */
export function GET(request: Request): Promise<Response> {
  return respond(async () => {
    const viewer = await apiViewer();
    return { body: await readOptions(await portal(), viewer, readQuery(request, QUERY)) };
  });
}
