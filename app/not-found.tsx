import { PageMain } from "@/components/shell/page-main";
import { RefusalPage } from "@/components/shell/refusal-page";

/** An address that no page has. */
export default function NotFound() {
  return (
    <PageMain>
      <RefusalPage code={404} sign="search" title="There is nothing here for you">
        <p>Either this page doesn’t exist, or it belongs to a tenant that you have no role in.</p>
        <p>If you expected something here, ask an owner of the tenant to add you, or ask the platform team.</p>
      </RefusalPage>
    </PageMain>
  );
}
