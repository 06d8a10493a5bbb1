import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { readCatalog } from "@/lib/catalog/read-catalog";
import { apiTypes } from "@/lib/compile/api-types";
import { isInstanceService, type Service } from "@/lib/domain/service";
import { openWorkspace, type Workspace } from "@/lib/helm/workspace";
import { ROOT } from "../../harness/root";
import { applyShipped, namespaceOf, type Shipped } from "../definitions/shipped";
import { suiteApi, useNamespace } from "../suite";
import { expectNamesRefused, misnamed } from "./names";
import { countsOf, prove, type Subject } from "./prove";

const TENANT = "proof-tenant";
const NAME = "near";
/** Of each service. */
const COUNT = 2_000;

const { services } = await readCatalog(ROOT);
const api = suiteApi();
let shipped: Shipped;
let charts: Workspace;
beforeAll(async () => {
  await useNamespace(api, TENANT);
  [shipped, charts] = await Promise.all([applyShipped(api), openWorkspace(ROOT, inject("helm"), process.env.PATH)]);
}, 300_000);
afterAll(async () => {
  api.close();
  await charts.close();
});

function subjectOf(service: Service): Subject {
  const { platform } = shipped;
  const apiVersion = `${platform.group}/${platform.version}`;
  return {
    schema: service.schema,
    values: apiTypes(service.schema),
    chart: join(charts.folder, service.name),
    place: { apiVersion, kind: service.kind, namespace: namespaceOf(service, TENANT, platform), name: NAME },
    identity: isInstanceService(service) ? { tenant: TENANT, name: NAME } : { name: NAME },
  };
}

describe(`the portal, Helm and the API server give one verdict on ${COUNT.toLocaleString("en")} values of each service, save where its enforcement map says otherwise`, () => {
  for (const service of services)
    it(service.name, async () => {
      const amount = { fitting: 500, perKeyword: 120, total: COUNT };
      const subject = subjectOf(service);
      const { judged, problems, fitting } = await prove(api, inject("helm"), subject, amount);
      const counts = [...countsOf(judged)].map(([keyword, count]) => `${keyword} ${count}`);
      console.log(`${service.name}: ${judged.length} values: ${counts.join(", ")}`);
      expect(problems).toEqual([]);
      expect(judged.length).toBeGreaterThanOrEqual(COUNT);
      const input = { ...service, values: subject.values };
      await expectNamesRefused(api, misnamed(input, shipped.platform, subject.place.namespace, fitting[0] ?? {}));
    }, 300_000);
});
