"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { postAuth } from "./auth-client";

/**
 * Signs out and goes to the sign-in page with a full load, so that nothing of the person stays in this tab's memory.
 * @param before runs first: clears what the browser keeps for the person.
 */
export function SignOut({ before }: { before?: () => void }) {
  const [state, setState] = useState<"idle" | "busy" | "failed">("idle");
  const signOut = async () => {
    setState("busy");
    try {
      before?.();
      await postAuth("signout", {});
      window.location.assign("/sign-in");
    } catch {
      setState("failed");
    }
  };
  return (
    <>
      <Button variant="quiet" busy={state === "busy"} onClick={() => void signOut()}>
        Sign out
      </Button>
      <span role="status" className="text-sm text-bad empty:hidden">
        {state === "failed" ? "The portal did not answer. You are still signed in; try again." : ""}
      </span>
    </>
  );
}
