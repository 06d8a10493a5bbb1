import { respond } from "@/app/api/respond";
import { apiViewer } from "@/lib/auth/viewer";
import { portal } from "@/lib/portal";
import { removeExample } from "@/lib/requests/remove-example";

/** Removes the example that the first start brought. */
export function DELETE(): Promise<Response> {
  return respond(async () => {
    const viewer = await apiViewer();
    await removeExample(await portal(), viewer);
    return { body: { removed: true } };
  });
}
