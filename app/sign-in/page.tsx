import type { Metadata } from "next";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { AccountChoices } from "@/components/session/account-choices";
import { ProviderButtons } from "@/components/session/provider-buttons";
import { SilentSignIn } from "@/components/session/silent-sign-in";
import { Notice } from "@/components/ui/notice";
import { DEVELOPMENT_ACCOUNTS } from "@/lib/auth/accounts";
import { nextPath } from "@/lib/auth/next-path";
import { LAST_PROVIDER_COOKIE, offeredProviders } from "@/lib/auth/offered-providers";
import { sentenceOf } from "@/lib/auth/sign-in-failure";
import { currentViewer } from "@/lib/auth/viewer";
import { env } from "@/lib/env";
import { told } from "../answer";

export const metadata: Metadata = { title: "Sign in" };

interface Props {
  searchParams: Promise<{ next?: string | string[]; failed?: string | string[] }>;
}

async function SignInPage({ searchParams }: Props) {
  const { next: wanted, failed } = await searchParams;
  const next = nextPath(wanted);
  if (await currentViewer()) redirect(next);
  const { developmentSignIn } = env();
  const providers = offeredProviders();
  const last = (await cookies()).get(LAST_PROVIDER_COOKIE)?.value;
  // After a failure nothing goes on by itself: it would go round in circles.
  const silent = failed === undefined ? providers.find(({ id, silently }) => silently && id === last) : undefined;
  const failure = sentenceOf(failed);
  return (
    <main id="main" className="mx-auto grid w-full max-w-[36rem] gap-6 px-4 py-10 md:py-16">
      <header className="grid gap-2">
        <h1 tabIndex={-1}>{providers.length > 0 ? "Sign in" : "Who do you want to be?"}</h1>
        {developmentSignIn && silent === undefined && (
          <p className="text-muted">
            Each account is a role. Sign out at any time and come back as another one to see the other side.
          </p>
        )}
      </header>
      {failure !== null && (
        <Notice tone="warn" role="alert" title="You are not signed in">
          <p>{failure}</p>
        </Notice>
      )}
      {silent !== undefined ? (
        <SilentSignIn
          provider={silent.id}
          next={next}
          otherwise={`/sign-in?failed=ended&next=${encodeURIComponent(next)}`}
        />
      ) : (
        <>
          {providers.length > 0 && <ProviderButtons providers={providers} next={next} />}
          {developmentSignIn && (
            <>
              <AccountChoices accounts={DEVELOPMENT_ACCOUNTS} next={next} />
              <Notice tone="warn" title="Development sign-in">
                <p>
                  It asks for no password, so everyone who can open this page may act as any of these roles. It is meant
                  for trying the portal on your own machine.
                </p>
              </Notice>
            </>
          )}
        </>
      )}
    </main>
  );
}

export default told(SignInPage);
