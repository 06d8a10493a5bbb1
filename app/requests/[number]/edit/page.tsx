import type { Metadata } from "next";
import { FormView } from "@/components/form/form-view";
import { PageMain } from "@/components/shell/page-main";
import { requireViewer } from "@/lib/auth/viewer";
import { requestNumberIn } from "@/lib/domain/request-number";
import { portal } from "@/lib/portal";
import { openReviseForm } from "@/lib/requests/open-revise-form";
import { answer, NotFoundPage, told } from "../../../answer";

export const metadata: Metadata = { title: "Edit request" };

interface Props {
  params: Promise<{ number: string }>;
}

/** The form filled from an open request: sending it adds to that request. */
async function EditRequestPage({ params }: Props) {
  const [viewer, { number: text }, deps] = await Promise.all([requireViewer(), params, portal()]);
  const number = requestNumberIn(text);
  if (number === null) return <NotFoundPage>No request has this number.</NotFoundPage>;
  return answer(
    () => openReviseForm(deps, viewer, { number }),
    (page) => (
      <PageMain>
        <FormView
          page={page}
          crumbs={[
            { text: "Requests", href: "/requests" },
            { text: `Request ${number}`, href: `/requests/${number}` },
            { text: "Edit" },
          ]}
        />
      </PageMain>
    ),
  );
}

export default told(EditRequestPage);
