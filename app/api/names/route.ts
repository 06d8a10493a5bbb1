import { z } from "zod";
import { readQuery } from "@/app/api/read-body";
import { respond } from "@/app/api/respond";
import { apiViewer } from "@/lib/auth/viewer";
import { portal } from "@/lib/portal";
import { checkName } from "@/lib/requests/check-name";

const NAME = z.string().max(300);
const QUERY = z.object({ service: NAME, tenant: NAME, name: NAME });

/** Whether a name is free, asked while it is typed. */
export function GET(request: Request): Promise<Response> {
  return respond(async () => {
    const viewer = await apiViewer();
    return { body: await checkName(await portal(), viewer, readQuery(request, QUERY)) };
  });
}
