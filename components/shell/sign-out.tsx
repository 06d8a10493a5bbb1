"use client";

import { useState } from "react";
import { clearDrafts } from "@/components/form/drafts";
import { postAuth } from "@/components/session/auth-client";
import { endNews } from "@/components/status/news";
import { Button } from "@/components/ui/button";

/**
 * Signs out and goes to the sign-in page with a full load, so that nothing of the person stays in this tab's memory. Drafts
 * are for the person who wrote them, so they go with them.
 */
export function SignOut() {
  const [state, setState] = useState<"idle" | "busy" | "failed">("idle");
  const leave = async () => {
    setState("busy");
    try {
      await postAuth("signout", {});
      clearDrafts();
      endNews();
      window.location.assign("/sign-in");
    } catch {
      setState("failed");
    }
  };
  return (
    <>
      <Button variant="quiet" busy={state === "busy"} onClick={() => void leave()} className="text-sm max-sm:px-1.5">
        Sign out
      </Button>
      <span role="status" className="text-sm text-bad empty:hidden">
        {state === "failed" ? "The portal did not answer. You are still signed in; try again." : ""}
      </span>
    </>
  );
}
