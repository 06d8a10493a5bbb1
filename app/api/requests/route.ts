import { z } from "zod";
import { jsonObject, readBody } from "@/app/api/read-body";
import { respond } from "@/app/api/respond";
import { apiViewer } from "@/lib/auth/viewer";
import type { SendRequest } from "@/lib/domain/send-request";
import { portal } from "@/lib/portal";
import { submitRequest } from "@/lib/requests/submit-request";

/** Longer than any name; what is wrong with one is said by the use case. */
const NAME = z.string().max(300);

const BODY = z.object({
  key: z.string().min(8).max(100),
  person: z.string().max(300).exactOptional(),
  type: z.enum(["create", "update", "delete"]),
  service: NAME,
  tenant: NAME,
  name: NAME,
  base: z.string().regex(/^[0-9a-f]{40,64}$/),
  schemaHash: z.string().max(100),
  values: jsonObject.exactOptional(),
  text: z.string().exactOptional(),
  confirm: z.string().max(300).exactOptional(),
  // A file may have any number of them, of any length: what bounds them is the size of the body.
  remove: z.array(z.string()).exactOptional(),
  revises: z.int().positive().exactOptional(),
});

/** Takes a request in: 201 when it is a new one, 200 when it was here before or changes one. */
export function POST(request: Request): Promise<Response> {
  return respond(async () => {
    const viewer = await apiViewer();
    const input: SendRequest = await readBody(request, BODY);
    const answer = await submitRequest(await portal(), viewer, input);
    return { status: answer.outcome === "opened" ? 201 : 200, body: answer };
  });
}
