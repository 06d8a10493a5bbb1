"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import { isOfRepository } from "@/lib/domain/news";
import { followNews } from "./news";
import { nextDelay, nextRefresh } from "./poll";

/**
 * Keeps a page true without a reload: renders it anew when the portal says that it may show something else. While nothing
 * is said by anybody it asks for the page's version and renders when that differs. Only while the tab is seen; less often
 * the longer nothing happens. While something is under way it does not ask, it renders.
 * @param version what the page on screen was made from: a page that was just loaded has nothing to ask
 */
export function LiveRefresh({
  path,
  asks = "",
  version: shown,
  moving,
  say,
}: {
  path: string;
  /** What of the page's query its version depends on. */
  asks?: string;
  version: string;
  moving: boolean;
  say: string;
}) {
  const router = useRouter();
  const refreshed = useRef(0);
  // A page that was just rendered may still be older than what was told meanwhile.
  const owed = useRef(false);
  useEffect(() => {
    const stop = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let known = shown;
    let quiet = 0;
    let told = false;
    let refreshing: ReturnType<typeof setTimeout> | undefined;
    const refreshSoon = () => {
      owed.current = true;
      refreshing ??= setTimeout(refresh, nextRefresh(path, Date.now() - refreshed.current));
    };
    const plan = (ms = nextDelay(quiet, moving, told)) => {
      clearTimeout(timer);
      if (document.visibilityState === "visible") timer = setTimeout(() => void look(), ms);
    };
    const refresh = () => {
      refreshing = undefined;
      owed.current = false;
      refreshed.current = Date.now();
      router.refresh();
    };
    const unfollow = followNews({
      page: path,
      turned: (live) => {
        told = live;
        plan();
      },
      heard: (news) => {
        if (document.visibilityState !== "visible") return;
        // Everybody hears of what may concern anybody at the same moment, and needn't all ask in it.
        if (news === null) plan(Math.random() * 300);
        else if (typeof news === "string") {
          if (!isOfRepository(known, news)) plan(Math.random() * 300);
        } else if (news.includes(path)) refreshSoon();
      },
    });
    const look = async () => {
      if (moving) router.refresh();
      else {
        const version = await versionOf(`${path}${asks}`, stop.signal);
        if (stop.signal.aborted) return;
        const changed = version !== undefined && version !== known;
        if (changed) router.refresh();
        quiet = changed ? 0 : quiet + 1;
        known = version ?? known;
      }
      plan();
    };
    const wake = () => {
      quiet = 0;
      clearTimeout(timer);
      if (document.visibilityState === "visible") void look();
    };
    plan();
    if (owed.current) refreshSoon();
    document.addEventListener("visibilitychange", wake);
    return () => {
      stop.abort();
      unfollow();
      clearTimeout(timer);
      clearTimeout(refreshing);
      document.removeEventListener("visibilitychange", wake);
    };
  }, [router, path, asks, shown, moving]);
  return (
    <p role="status" className="sr-only">
      {say}
    </p>
  );
}

/** The version of what the page shows; undefined when it can't be asked: the next look may have more luck. */
async function versionOf(path: string, signal: AbortSignal): Promise<string | undefined> {
  try {
    const response = await fetch(`/api/version?for=${encodeURIComponent(path)}`, { signal, cache: "no-store" });
    if (!response.ok) return undefined;
    const body: unknown = await response.json();
    return typeof body === "object" && body !== null && "version" in body ? String(body.version) : undefined;
  } catch {
    return undefined;
  }
}
