"use client";

import { IconTile, lettersOf } from "@/components/ui/icon-tile";
import { Spinner } from "@/components/ui/skeleton";
import { postAuth } from "./auth-client";
import { useSignIn } from "./use-sign-in";

interface Account {
  claim: string;
  title: string;
  what: string;
}

/**
 * The accounts of the development sign-in as three large buttons.
 * @param next where to go afterwards: a path of this portal, already checked by the server.
 */
export function AccountChoices({ accounts, next }: { accounts: readonly Account[]; next: string }) {
  const { busy, alive, signIn, notice } = useSignIn(
    async (account) => ((await postAuth("callback/development", { account })) ? next : null),
    {
      gone: "The portal does not offer this account any more. Reload the page to see which it offers.",
      silent: "The portal did not answer. Check that it still runs, then choose again.",
    },
  );

  return (
    <div className="grid gap-3">
      {notice}
      <ul className="grid list-none gap-3 p-0">
        {accounts.map(({ claim, title, what }) => (
          <li key={claim}>
            <button
              type="button"
              onClick={() => void signIn(claim)}
              // Until the page is alive a press would go nowhere: then the button says so, and looks as it always does.
              disabled={!alive}
              aria-disabled={busy !== null || undefined}
              className="grid w-full grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-4 rounded-lg border border-line-strong bg-surface px-5 py-4 text-left transition-colors duration-100 hover:border-accent hover:bg-accent-soft disabled:cursor-progress aria-disabled:cursor-progress"
            >
              <IconTile svg={null} letters={lettersOf(title)} />
              <span className="grid min-w-0 gap-0.5">
                <span className="text-lg font-semibold">{title}</span>
                <span className="text-muted">{what}</span>
              </span>
              <span aria-hidden="true" className="text-accent">
                {busy === claim ? <Spinner /> : "→"}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
