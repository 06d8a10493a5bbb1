import { z } from "zod";
import { readBody } from "@/app/api/read-body";
import { respond } from "@/app/api/respond";
import { adminGithubToken } from "@/lib/auth/github-token";
import { apiViewer } from "@/lib/auth/viewer";
import { portal } from "@/lib/portal";
import { mergeRequest } from "@/lib/requests/merge-request";
import { remarkOnRequest } from "@/lib/requests/remark-on-request";
import { requestNumber } from "@/lib/requests/request-number";

const BODY = z.object({
  type: z.enum(["comment", "ask-changes", "approve", "decline", "withdraw", "merge"]),
  head: z.string().max(100),
  text: z.string().max(20_000),
  acknowledged: z.array(z.string().max(100)).max(20).exactOptional(),
});

/** Records a comment or a decision about a request, or merges it. */
export function POST(request: Request, context: { params: Promise<{ number: string }> }): Promise<Response> {
  return respond(async () => {
    const viewer = await apiViewer();
    const number = requestNumber((await context.params).number);
    const { type, ...said } = await readBody(request, BODY);
    const deps = await portal();
    const { platform } = await deps.catalog.read();
    const token = await adminGithubToken(platform.gitServer);
    const order = { ...said, number, ...(token === null ? {} : { token }) };
    const body =
      type === "merge"
        ? await mergeRequest(deps, viewer, order)
        : await remarkOnRequest(deps, viewer, { ...order, type });
    return { body };
  });
}
