"use client";

import { useEffect, useRef } from "react";
import { Spinner } from "@/components/ui/skeleton";
import { beginSignIn } from "./auth-client";

/**
 * Goes through the sign-in service and back without a word, where the last session was of its making and is over.
 * @param next where to go afterwards: a path of this portal, already checked by the server.
 * @param otherwise the sign-in page that asks, for when this can't be done.
 */
export function SilentSignIn({ provider, next, otherwise }: { provider: string; next: string; otherwise: string }) {
  // Effects may run twice, and each beginning makes the one before it useless.
  const begun = useRef(false);
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    beginSignIn(provider, next, true).then(
      (url) => window.location.replace(url ?? otherwise),
      () => window.location.replace(otherwise),
    );
  }, [provider, next, otherwise]);
  return (
    <p role="status" className="flex items-center gap-3">
      <Spinner />
      <span>
        Your session is over. The portal asks the sign-in service for a new one and brings you back to where you were.
        If nothing happens, <a href={otherwise}>sign in here</a>.
      </span>
    </p>
  );
}
