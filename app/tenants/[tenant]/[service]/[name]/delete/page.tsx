import type { Metadata } from "next";
import { DeleteView } from "@/components/form/delete-view";
import { PageMain } from "@/components/shell/page-main";
import { crumbsTo } from "@/components/tenants/crumbs";
import { requireViewer } from "@/lib/auth/viewer";
import type { Target } from "@/lib/domain/target";
import { portal } from "@/lib/portal";
import { openDelete } from "@/lib/requests/open-delete";
import { answer, told } from "../../../../../answer";

export const metadata: Metadata = { title: "Delete instance" };

interface Props {
  params: Promise<{ tenant: string; service: string; name: string }>;
}

/** Asks for an instance's deletion. */
async function DeleteInstancePage({ params }: Props) {
  const [viewer, { tenant, service, name }, deps] = await Promise.all([requireViewer(), params, portal()]);
  const target: Target = { type: "instance", tenant, service, name };
  return answer(
    () => openDelete(deps, viewer, { target }),
    (page) => (
      <PageMain>
        <DeleteView page={page} crumbs={crumbsTo(target, "Delete")} />
      </PageMain>
    ),
  );
}

export default told(DeleteInstancePage);
