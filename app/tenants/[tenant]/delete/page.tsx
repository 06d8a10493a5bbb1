import type { Metadata } from "next";
import { DeleteView } from "@/components/form/delete-view";
import { PageMain } from "@/components/shell/page-main";
import { requireViewer } from "@/lib/auth/viewer";
import { portal } from "@/lib/portal";
import { openDelete } from "@/lib/requests/open-delete";
import { answer } from "../../../answer";

export const metadata: Metadata = { title: "Delete tenant" };

interface Props {
  params: Promise<{ tenant: string }>;
}

/** Asks for a tenant's deletion. */
export default async function DeleteTenantPage({ params }: Props) {
  const [viewer, { tenant }, deps] = await Promise.all([requireViewer(), params, portal()]);
  return answer(
    () => openDelete(deps, viewer, { target: { type: "tenant", tenant } }),
    (page) => (
      <PageMain>
        <DeleteView
          page={page}
          crumbs={[
            { text: "Tenants", href: "/tenants" },
            { text: tenant, href: `/tenants/${tenant}` },
            { text: "Delete" },
          ]}
        />
      </PageMain>
    ),
  );
}
