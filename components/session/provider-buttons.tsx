"use client";

import { Button } from "@/components/ui/button";
import { beginSignIn } from "./auth-client";
import { useSignIn } from "./use-sign-in";

interface Offered {
  id: string;
  /** What people call it. */
  name: string;
}

/**
 * A button for each sign-in service.
 * @param next where to go afterwards: a path of this portal, already checked by the server.
 */
export function ProviderButtons({ providers, next }: { providers: readonly Offered[]; next: string }) {
  const { busy, alive, signIn, notice } = useSignIn((provider) => beginSignIn(provider, next, false), {
    gone: "The portal does not offer this sign-in any more. Reload the page to see which it offers.",
    silent: "The portal did not answer. Check your connection, then try again.",
  });

  return (
    <div className="grid gap-3">
      {notice}
      {providers.map(({ id, name }) => (
        <Button
          key={id}
          variant="primary"
          busy={busy === id}
          // Until the page is alive a press would go nowhere.
          disabled={!alive}
          onClick={() => void signIn(id)}
          className="w-full"
        >
          Sign in with {name}
        </Button>
      ))}
    </div>
  );
}
