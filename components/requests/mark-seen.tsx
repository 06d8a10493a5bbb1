"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { SEEN_COOKIE, withSeen } from "@/lib/domain/seen";

const YEAR = 365 * 24 * 60 * 60;

/** The value of one cookie in `document.cookie`; "" when it isn't there. */
export function cookieValue(cookies: string, name: string): string {
  const pair = cookies.split("; ").find((part) => part.startsWith(`${name}=`));
  return pair === undefined ? "" : decodeURIComponent(pair.slice(name.length + 1));
}

/** Remembers in this browser that a request was looked at as it is, so that the navigation stops counting it. */
export function MarkSeen({ number, mark }: { number: number; mark: string }) {
  const router = useRouter();
  useEffect(() => {
    const before = cookieValue(document.cookie, SEEN_COOKIE);
    const after = withSeen(before, number, mark);
    if (after === before) return;
    const secure = window.location.protocol === "https:" ? "; Secure" : "";
    document.cookie = `${SEEN_COOKIE}=${encodeURIComponent(after)}; Path=/; Max-Age=${YEAR}; SameSite=Lax${secure}`;
    router.refresh(); // the count in the bar
  }, [number, mark, router]);
  return null;
}
