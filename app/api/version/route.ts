import { z } from "zod";
import { readQuery } from "@/app/api/read-body";
import { respond } from "@/app/api/respond";
import { apiViewer } from "@/lib/auth/viewer";
import { portal } from "@/lib/portal";
import { readVersion } from "@/lib/requests/read-version";

const QUERY = z.object({ for: z.string().max(1_000).default("") });

/** A short text that differs whenever the page of that path would show something else. */
export function GET(request: Request): Promise<Response> {
  return respond(async () => {
    const viewer = await apiViewer();
    const page = readQuery(request, QUERY).for;
    return { body: { version: await readVersion(await portal(), viewer, { page }) } };
  });
}
