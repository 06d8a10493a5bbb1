import type { Metadata } from "next";
import { FormView } from "@/components/form/form-view";
import { PageMain } from "@/components/shell/page-main";
import { requireViewer } from "@/lib/auth/viewer";
import { portal } from "@/lib/portal";
import { openEditForm } from "@/lib/requests/open-edit-form";
import { answer } from "../../../answer";

export const metadata: Metadata = { title: "Edit tenant" };

interface Props {
  params: Promise<{ tenant: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** The form filled from a tenant's manifest. */
export default async function EditTenantPage({ params, searchParams }: Props) {
  const [viewer, { tenant }, { from }, deps] = await Promise.all([requireViewer(), params, searchParams, portal()]);
  const again = typeof from === "string" && /^[1-9]\d{0,8}$/.test(from) ? { from: Number(from) } : {};
  return answer(
    () => openEditForm(deps, viewer, { target: { type: "tenant", tenant }, ...again }),
    (page) => (
      <PageMain>
        <FormView
          page={page}
          crumbs={[
            { text: "Tenants", href: "/tenants" },
            { text: tenant, href: `/tenants/${tenant}` },
            { text: "Edit" },
          ]}
        />
      </PageMain>
    ),
  );
}
