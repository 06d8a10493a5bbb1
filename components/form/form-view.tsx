import type { Crumb } from "@/components/ui/breadcrumbs";
import { Notice } from "@/components/ui/notice";
import { PageHead } from "@/components/ui/page-head";
import type { FormPage } from "@/lib/domain/form-views";
import { isInstanceService } from "@/lib/domain/service";
import { FormOfText } from "./form-of-text";

/** A page that holds the form: its heading, what stands in the way of sending, and the form. */
export function FormView({ page, crumbs }: { page: FormPage; crumbs: readonly Crumb[] }) {
  const { service, person } = page.model;
  return (
    <>
      <PageHead
        crumbs={crumbs}
        title={page.title}
        sub={
          // A tenant names its owners, and nobody knows their own exact name by heart.
          isInstanceService(service) ? undefined : (
            <>
              Kubernetes knows you as the user <code className="wrap-anywhere">{person}</code>; owners are named like
              that.
            </>
          )
        }
      />
      {page.send.why !== null && (
        <Notice tone="warn" title="This form can’t be sent now">
          <p>{page.send.why}</p>
          {page.openRequest !== null && (
            <p>
              <a href={page.openRequest.href} className="link">
                {page.openRequest.title}
              </a>
            </p>
          )}
        </Notice>
      )}
      {page.otherSchema !== null && (
        <Notice tone="warn" title="The cluster knows another version of this form">
          <p>{page.otherSchema}</p>
        </Notice>
      )}
      <FormOfText model={JSON.stringify(page.model)} closed={!page.send.allowed} />
    </>
  );
}
