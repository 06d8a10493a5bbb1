import type { Metadata } from "next";
import { FormView } from "@/components/form/form-view";
import { PageMain } from "@/components/shell/page-main";
import { crumbsTo } from "@/components/tenants/crumbs";
import { requireViewer } from "@/lib/auth/viewer";
import { requestNumberIn } from "@/lib/domain/request-number";
import type { Target } from "@/lib/domain/target";
import { portal } from "@/lib/portal";
import { openEditForm } from "@/lib/requests/open-edit-form";
import { answer, told } from "../../../../../answer";

export const metadata: Metadata = { title: "Edit instance" };

interface Props {
  params: Promise<{ tenant: string; service: string; name: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** The form filled from an instance's manifest. */
async function EditInstancePage({ params, searchParams }: Props) {
  const [viewer, { tenant, service, name }, { from }, deps] = await Promise.all([
    requireViewer(),
    params,
    searchParams,
    portal(),
  ]);
  const target: Target = { type: "instance", tenant, service, name };
  const again = requestNumberIn(from);
  return answer(
    () => openEditForm(deps, viewer, { target, ...(again !== null && { from: again }) }),
    (page) => (
      <PageMain>
        <FormView page={page} crumbs={crumbsTo(target, "Edit")} />
      </PageMain>
    ),
  );
}

export default told(EditInstancePage);
