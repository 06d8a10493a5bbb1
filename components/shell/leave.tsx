"use client";

import { clearDrafts } from "@/components/form/drafts";
import { SignOut } from "@/components/session/sign-out";

/** The way out; drafts are for the person who wrote them, so they go with them. */
export function Leave() {
  return <SignOut before={clearDrafts} />;
}
