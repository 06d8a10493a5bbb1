import type { Metadata } from "next";
import { FormView } from "@/components/form/form-view";
import { PageMain } from "@/components/shell/page-main";
import { requireViewer } from "@/lib/auth/viewer";
import { requestNumberIn } from "@/lib/domain/request-number";
import { portal } from "@/lib/portal";
import { openCreateForm } from "@/lib/requests/open-create-form";
import { answer, told } from "../../../answer";

export const metadata: Metadata = { title: "New request" };

interface Props {
  params: Promise<{ service: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** The form for something new. */
async function NewPage({ params, searchParams }: Props) {
  const [viewer, { service }, query, deps] = await Promise.all([requireViewer(), params, searchParams, portal()]);
  const { tenant } = query;
  const from = requestNumberIn(query.from);
  return answer(
    () =>
      openCreateForm(deps, viewer, {
        service,
        ...(typeof tenant === "string" && tenant !== "" && { tenant }),
        ...(from !== null && { from }),
      }),
    (page) => (
      <PageMain>
        <FormView
          page={page}
          crumbs={[
            { text: "Catalogue", href: "/" },
            { text: page.model.service.title, href: `/services/${page.model.service.name}` },
            { text: "New" },
          ]}
        />
      </PageMain>
    ),
  );
}

export default told(NewPage);
