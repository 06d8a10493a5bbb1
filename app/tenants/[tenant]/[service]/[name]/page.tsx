import type { Metadata } from "next";
import { answer, told } from "@/app/answer";
import { versioned } from "@/app/versioned";
import { PageMain } from "@/components/shell/page-main";
import { LiveRefresh } from "@/components/status/live-refresh";
import { spoken } from "@/components/status/words";
import { InstancePage } from "@/components/tenants/instance-page";
import { requireViewer } from "@/lib/auth/viewer";
import { pageOf } from "@/lib/domain/path";
import { portal } from "@/lib/portal";
import { readInstance } from "@/lib/tenants/read-instance";

interface Props {
  params: Promise<{ tenant: string; service: string; name: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { name, tenant } = await params;
  return { title: `${name} in ${tenant}` };
}

/** One instance: where is my thing, answered in one look, and below it what the answer rests on. */
async function Page({ params }: Props) {
  const [viewer, { tenant, service, name }, deps] = await Promise.all([requireViewer(), params, portal()]);
  return answer(
    () =>
      versioned(deps, viewer, `/tenants/${tenant}/${service}/${name}`, () =>
        readInstance(deps, viewer, { target: { type: "instance", tenant, service, name } }),
      ),
    ({ version, view }) => {
      const { story } = view.status;
      return (
        <PageMain>
          <LiveRefresh
            path={pageOf(view.target)}
            version={version}
            moving={story.state === "progressing" || story.state === "deleting"}
            say={spoken(story)}
          />
          <InstancePage view={view} platformAdmin={viewer.platformAdmin} now={deps.now().toISOString()} />
        </PageMain>
      );
    },
  );
}

export default told(Page);
