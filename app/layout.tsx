import "./globals.css";
import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { Banner } from "@/components/shell/banner";
import { Header, placesFor, SkipLink } from "@/components/shell/header";
import { SignOut } from "@/components/shell/sign-out";
import { Who } from "@/components/shell/who";
import { currentViewer } from "@/lib/auth/viewer";
import { isPortalError } from "@/lib/domain/errors";
import { SEEN_COOKIE } from "@/lib/domain/seen";
import type { Viewer } from "@/lib/domain/viewer";
import { env } from "@/lib/env";
import { portal } from "@/lib/portal";
import { readAttention } from "@/lib/requests/read-attention";

export const metadata: Metadata = {
  title: { default: "Managed services", template: "%s · Managed services" },
  description: "Request managed services, follow them until they run.",
};

export const viewport: Viewport = {
  colorScheme: "light dark",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#ffffff" },
    { media: "(prefers-color-scheme: dark)", color: "#161b22" },
  ],
};

/** The document around every page: the bar with what waits for the person, and what they must not mistake. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const viewer = await viewerIfKnown();
  const [waits, lines] = await Promise.all([waitsFor(viewer), bannerLines()]);
  return (
    <html lang="en">
      <body className="flex min-h-dvh flex-col">
        <SkipLink />
        <Header
          nav={viewer === null ? [] : placesFor(viewer, waits)}
          who={viewer === null ? null : <Who name={viewer.name} signOut={<SignOut />} />}
        />
        <Banner lines={lines} />
        {children}
      </body>
    </html>
  );
}

/** Null also while that can't be told (platform.yaml can't be used): then the page says so, and the bar has nothing in it. */
async function viewerIfKnown(): Promise<Viewer | null> {
  try {
    return await currentViewer();
  } catch (error) {
    if (isPortalError(error)) return null;
    throw error;
  }
}

async function waitsFor(viewer: Viewer | null): Promise<{ news: number; toDecide: number }> {
  if (viewer === null) return { news: 0, toDecide: 0 };
  const seen = (await cookies()).get(SEEN_COOKIE)?.value ?? "";
  const { news, toDecide } = await readAttention(await portal(), viewer, { seen });
  return { news: news.length, toDecide };
}

async function bannerLines(): Promise<{ title: string; text: string }[]> {
  const lines: { title: string; text: string }[] = [];
  if (env().developmentSignIn)
    lines.push({ title: "Development sign-in", text: "Anybody who opens this portal can act as anybody." });
  const { mode } = await (await portal()).cluster.state();
  if (mode === "simulated")
    lines.push({ title: "Simulated cluster", text: "Status is worked out from what was merged; nothing runs." });
  return lines;
}
