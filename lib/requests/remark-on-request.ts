import { PortalError } from "@/lib/domain/errors";
import type { RequestState } from "@/lib/domain/request";
import type { Viewer } from "@/lib/domain/viewer";
import type { Deps } from "@/lib/requests/deps";

/** What somebody says about a request. */
export interface RemarkInput {
  number: number;
  type: "comment" | "ask-changes" | "approve" | "decline" | "withdraw";
  /** The head that was on screen. */
  head: string;
  text: string;
  /** Codes of the flags that the reviewer acknowledged. */
  acknowledged?: string[];
}

/** Records a remark or a decision. */
export async function remarkOnRequest(
  _deps: Deps,
  _viewer: Viewer,
  _input: RemarkInput,
): Promise<{ state: RequestState }> {
  return Promise.reject(new PortalError("unavailable", "This page is being built."));
}
