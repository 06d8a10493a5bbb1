"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";

/** Ends the session in this browser. `forget` is called first: what only this person should find again goes with it. */
export function SignOut() {
  const [busy, setBusy] = useState(false);
  const leave = async () => {
    setBusy(true);
    try {
      const { csrfToken } = (await (await fetch("/api/auth/csrf")).json()) as { csrfToken: string };
      await fetch("/api/auth/signout", {
        method: "POST",
        headers: { "content-type": "application/x-www-form-urlencoded" },
        body: new URLSearchParams({ csrfToken, json: "true", callbackUrl: "/sign-in" }),
      });
    } finally {
      // Whatever happened, the next page says truthfully whether somebody is signed in.
      window.location.assign("/sign-in");
    }
  };
  return (
    <Button variant="quiet" busy={busy} onClick={() => void leave()} className="text-sm">
      Sign out
    </Button>
  );
}
