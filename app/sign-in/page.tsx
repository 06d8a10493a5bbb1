import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { AccountChoices } from "@/components/session/account-choices";
import { Notice } from "@/components/ui/notice";
import { DEVELOPMENT_ACCOUNTS } from "@/lib/auth/accounts";
import { nextPath } from "@/lib/auth/next-path";
import { currentViewer } from "@/lib/auth/viewer";
import { env } from "@/lib/env";
import { told } from "../answer";

export const metadata: Metadata = { title: "Sign in" };

interface Props {
  searchParams: Promise<{ next?: string | string[] }>;
}

async function SignInPage({ searchParams }: Props) {
  const next = nextPath((await searchParams).next);
  if (await currentViewer()) redirect(next);
  const { developmentSignIn } = env();
  return (
    <main id="main" className="mx-auto grid w-full max-w-[36rem] gap-6 px-4 py-10 md:py-16">
      <header className="grid gap-2">
        <h1 tabIndex={-1}>{developmentSignIn ? "Who do you want to be?" : "Nobody can sign in here yet"}</h1>
        <p className="text-muted">
          {developmentSignIn
            ? "Each account is a role. Sign out at any time and come back as another one to see the other side."
            : "This portal has no way to sign in."}
        </p>
      </header>
      {developmentSignIn ? (
        <>
          <AccountChoices accounts={DEVELOPMENT_ACCOUNTS} next={next} />
          <Notice tone="warn" title="Development sign-in">
            <p>
              It asks for no password, so everyone who can open this page may act as any of these roles. It is meant for
              trying the portal on your own machine.
            </p>
          </Notice>
        </>
      ) : (
        <Notice tone="idle" title="What to do">
          <p>
            To try it on your own machine, start it with <code>make run</code>, which offers a sign-in for development.
          </p>
        </Notice>
      )}
    </main>
  );
}

export default told(SignInPage);
