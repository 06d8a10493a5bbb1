import Link from "next/link";
import { PageHead } from "@/components/ui/page-head";
import { Tag } from "@/components/ui/pill";
import type { RequestView } from "@/lib/domain/request-views";
import { FlagPills } from "./flag-pills";
import { StatePill } from "./state-pill";

/** The top of a request's page: what it asks for in a line, where it stands, what makes it risky. */
export function RequestHead({ request }: { request: RequestView }) {
  const { number, title, change, state, flags, target, links, example, type } = request;
  // What was never merged has no page of its own.
  const exists = type !== "create" || state === "merged";
  return (
    <PageHead
      crumbs={[{ text: "Requests", href: "/requests" }, { text: String(number) }]}
      title={title}
      sub={
        <>
          {change}
          {change !== "" && exists && " · "}
          {exists && (
            <Link href={links.target} prefetch={false} className="link">
              Open {target.type === "tenant" ? `tenant ${target.tenant}` : target.name}
            </Link>
          )}
        </>
      }
      actions={
        <>
          {example && <Tag>example</Tag>}
          <FlagPills flags={flags} />
          <StatePill state={state} />
        </>
      }
    />
  );
}
