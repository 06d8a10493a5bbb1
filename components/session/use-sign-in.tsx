"use client";

import { useRef, useState } from "react";
import { Notice } from "@/components/ui/notice";
import { useAlive } from "@/components/ui/use-alive";

/**
 * What choosing a way to sign in does, whichever ways there are.
 * @param begin asks the portal for one of them; answers where to go then, or null when it isn't offered any more.
 * @param said the sentences for a choice that is gone, and for a portal that doesn't answer.
 * @returns `busy`: the one that was chosen · `alive`: until then a press would go nowhere · `notice`: what went wrong
 */
export function useSignIn(
  begin: (id: string) => Promise<string | null>,
  said: { gone: string; silent: string },
): { busy: string | null; alive: boolean; signIn: (id: string) => Promise<void>; notice: React.ReactNode } {
  const [busy, setBusy] = useState<string | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const notice = useRef<HTMLDivElement>(null);
  const alive = useAlive();

  const signIn = async (id: string) => {
    if (busy !== null) return;
    setBusy(id);
    setFailure(null);
    try {
      const url = await begin(id);
      if (url !== null) {
        // A full load: the page behind is made for the new person from its first byte.
        window.location.assign(url);
        return;
      }
      setFailure(said.gone);
    } catch {
      setFailure(said.silent);
    }
    setBusy(null);
    notice.current?.focus();
  };

  return {
    busy,
    alive,
    signIn,
    notice: failure !== null && (
      <Notice ref={notice} tone="bad" role="alert" title="You are not signed in">
        {failure}
      </Notice>
    ),
  };
}
