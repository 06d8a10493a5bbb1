import type { Metadata } from "next";
import { ServiceReferencePage } from "@/components/catalogue/service-reference-page";
import { PageMain } from "@/components/shell/page-main";
import { requireViewer } from "@/lib/auth/viewer";
import { portal } from "@/lib/portal";
import { readService } from "@/lib/requests/read-service";
import { answer, told } from "../../answer";

export const metadata: Metadata = { title: "Reference" };

/** A service's fields, and who enforces what of them. */
async function ServicePage({ params }: { params: Promise<{ service: string }> }) {
  const [viewer, { service }, deps] = await Promise.all([requireViewer(), params, portal()]);
  return answer(
    () => readService(deps, viewer, service),
    (view) => (
      <PageMain>
        <ServiceReferencePage view={view} />
      </PageMain>
    ),
  );
}

export default told(ServicePage);
