"use client";

import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { useAlive } from "@/components/ui/use-alive";
import { beginSignIn } from "./auth-client";

interface Offered {
  id: string;
  /** What people call it. */
  name: string;
}

/**
 * A button for each sign-in service.
 * @param next where to go afterwards: a path of this portal, already checked by the server.
 */
export function ProviderButtons({ providers, next }: { providers: readonly Offered[]; next: string }) {
  const [busy, setBusy] = useState<string | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const notice = useRef<HTMLDivElement>(null);
  const alive = useAlive();

  const leave = async (provider: string) => {
    if (busy !== null) return;
    setBusy(provider);
    setFailure(null);
    try {
      const url = await beginSignIn(provider, next, false);
      if (url !== null) {
        window.location.assign(url);
        return;
      }
      setFailure("The portal does not offer this sign-in any more. Reload the page to see which it offers.");
    } catch {
      setFailure("The portal did not answer. Check your connection, then try again.");
    }
    setBusy(null);
    notice.current?.focus();
  };

  return (
    <div className="grid gap-3">
      {failure !== null && (
        <Notice ref={notice} tone="bad" role="alert" title="You are not signed in">
          {failure}
        </Notice>
      )}
      {providers.map(({ id, name }) => (
        <Button
          key={id}
          variant="primary"
          busy={busy === id}
          // Until the page is alive a press would go nowhere.
          disabled={!alive}
          onClick={() => void leave(id)}
          className="w-full"
        >
          Sign in with {name}
        </Button>
      ))}
    </div>
  );
}
