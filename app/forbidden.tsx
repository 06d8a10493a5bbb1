import { PageMain } from "@/components/shell/page-main";
import { RefusalPage } from "@/components/shell/refusal-page";

/** A refusal without a sentence of its own. */
export default function Forbidden() {
  return (
    <PageMain>
      <RefusalPage code={403} sign="lock" title="You may not open this page">
        <p>It takes a role that you don’t have. An owner of the tenant, or the platform team, can give it to you.</p>
      </RefusalPage>
    </PageMain>
  );
}
