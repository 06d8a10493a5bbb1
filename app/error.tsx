"use client";

import { useRouter } from "next/navigation";
import { startTransition } from "react";
import { PageMain } from "@/components/shell/page-main";
import { RefusalPage } from "@/components/shell/refusal-page";
import { Button } from "@/components/ui/button";

/** What a page shows when the portal itself failed. The bar above stays; trying again reads everything anew. */
export default function PageError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const router = useRouter();
  const retry = () =>
    startTransition(() => {
      router.refresh();
      reset();
    });
  return (
    <PageMain>
      <RefusalPage
        code={500}
        sign="alert"
        title="This page could not be put together"
        actions={
          <Button variant="primary" onClick={retry}>
            Try again
          </Button>
        }
      >
        <p>Something in the portal failed while it read this page. Nothing was changed, and drafts are kept.</p>
        {error.digest !== undefined && (
          <p className="text-sm">
            If it happens again, tell the platform team this reference: <code>{error.digest}</code>
          </p>
        )}
      </RefusalPage>
    </PageMain>
  );
}
