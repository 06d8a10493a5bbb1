import { forbidden, notFound } from "next/navigation";
import type { ReactNode } from "react";
import { PageMain } from "@/components/shell/page-main";
import { RefusalPage } from "@/components/shell/refusal-page";
import { StatusCode } from "@/components/shell/status-code";
import { isPortalError, type PortalError } from "@/lib/domain/errors";

/**
 * Reads a page's view and shows it. A refusal becomes a page with its sentence and its real status code; everything else
 * that is thrown is a bug and goes to error.tsx.
 * @param read calls one use case (or several at once).
 * @param show the page for what was read.
 */
export async function answer<View>(read: () => Promise<View>, show: (view: View) => ReactNode): Promise<ReactNode> {
  let view: View;
  try {
    view = await read();
  } catch (error) {
    if (isPortalError(error)) return <Refused error={error} />;
    throw error;
  }
  return show(view);
}

/**
 * A page that says in a sentence, too, what keeps it from finding out who looks at it: a platform.yaml that can't be used.
 */
export function told<Props>(Page: (props: Props) => Promise<ReactNode>): (props: Props) => Promise<ReactNode> {
  return (props) =>
    answer(
      () => Page(props),
      (page) => page,
    );
}

function Refused({ error }: { error: PortalError }) {
  if (error.code === "forbidden") return <ForbiddenPage>{error.message}</ForbiddenPage>;
  if (error.code === "not-found") return <NotFoundPage>{error.message}</NotFoundPage>;
  return (
    <PageMain>
      <RefusalPage code={error.status} sign="alert" title="This page can't be shown right now">
        <p>{error.message}</p>
        {error.problems.map((problem) => (
          <p key={`${problem.code} ${problem.message}`}>{problem.message}</p>
        ))}
      </RefusalPage>
    </PageMain>
  );
}

/** 403, with the role that it takes and who has it. */
export function ForbiddenPage({ children }: { children: ReactNode }) {
  return (
    <PageMain>
      <RefusalPage code={403} sign="lock" title="You may not open this page">
        <p>{children}</p>
      </RefusalPage>
      <StatusCode>
        <Forbid />
      </StatusCode>
    </PageMain>
  );
}

/** 404: the same for what doesn't exist and for what the person may not know about. */
export function NotFoundPage({ children }: { children?: ReactNode }) {
  return (
    <PageMain>
      <RefusalPage code={404} sign="search" title="There is nothing here for you">
        <p>{children ?? "Either this page doesn't exist, or it belongs to a tenant that you have no role in."}</p>
        <p>If you expected something here, ask an owner of the tenant to add you, or ask the platform team.</p>
      </RefusalPage>
      <StatusCode>
        <Miss />
      </StatusCode>
    </PageMain>
  );
}

function Forbid(): ReactNode {
  forbidden();
}

function Miss(): ReactNode {
  notFound();
}
