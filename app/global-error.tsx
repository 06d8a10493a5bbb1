"use client";

import "./globals.css";

/** What is shown when not even the bar could be drawn. It stands alone, so it brings its own document. */
export default function GlobalError({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="en">
      <body>
        <title>Managed services</title>
        <main className="mx-auto grid max-w-[40rem] gap-3 px-6 py-16">
          <h1>The portal can’t show anything right now</h1>
          <p className="text-muted">
            It failed before it could read anything. Nothing was changed, and drafts are kept. Load the page again in a
            moment; if it stays like this, the platform team finds the reason in the portal’s log.
          </p>
          {error.digest !== undefined && (
            <p className="text-sm text-muted">
              Reference: <code>{error.digest}</code>
            </p>
          )}
          <div>
            <button
              type="button"
              className="min-h-9 rounded-md border border-accent bg-accent px-3.5 font-[550] text-accent-ink"
              onClick={() => window.location.reload()}
            >
              Load the page again
            </button>
          </div>
        </main>
      </body>
    </html>
  );
}
