import { RequestError } from "@octokit/request-error";
import type { Octokit } from "@octokit/rest";

/**
 * A plugin that lets no half answer through. The request library hands out an empty text where a body was cut off, sends
 * no signal of its own when nothing comes, and a moved repository would turn a POST into a GET. Each is a failure here:
 * 500 where GitHub may have done what it was asked. It has to come before the plugin that tries again.
 */
export function sound(octokit: Pick<Octokit, "hook">): Record<string, never> {
  octokit.hook.wrap("request", async (request, options) => {
    const wait: unknown = options.request.timeout;
    const signal = AbortSignal.timeout(typeof wait === "number" ? wait : 10_000);
    const response = await request({ ...options, request: { ...options.request, signal } });
    const { status } = response;
    const data: unknown = response.data;
    if (status >= 300) throw new RequestError("it has moved", status, { request: endpoint(options), response });
    if (status !== 204 && typeof data === "string")
      throw new RequestError("the answer was cut off", 500, { request: endpoint(options), response });
    return response;
  });
  return {};
}

/** What the error wants to know of its request; `url` and `headers` may hold what isn't anybody's business. */
function endpoint({ method, url, request }: { method: string; url: string; request?: object | undefined }) {
  return { method, url, headers: {}, request } as ConstructorParameters<typeof RequestError>[2]["request"]; // the method is one of HTTP's
}
