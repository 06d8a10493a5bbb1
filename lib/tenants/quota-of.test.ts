import { describe, expect, it } from "vitest";
import type { KubernetesObject } from "@/lib/domain/kubernetes";
import { quotaOf } from "./quota-of";

const REAL = { simulated: false, unreachable: null };

const quota = (status?: KubernetesObject["status"]): KubernetesObject => ({
  apiVersion: "v1",
  kind: "ResourceQuota",
  metadata: { name: "tenant", uid: "u", creationTimestamp: "" },
  ...(status === undefined ? {} : { status }),
});

describe("a tenant's quota", () => {
  it("is what the live ResourceQuota says is used, and what is left of it in its own unit", () => {
    const status = { hard: { "limits.memory": "8Gi", pods: "0" }, used: { "limits.memory": "512Mi", pods: "0" } };
    expect(quotaOf({ status: REAL, observation: { objects: [quota(status)], unread: [] } })).toEqual({
      uses: [
        { resource: "limits.memory", used: "512Mi", hard: "8Gi", free: "7.5Gi", ratio: 1 / 16 },
        { resource: "pods", used: "0", hard: "0", free: "0", ratio: null },
      ],
      why: null,
    });
  });

  const forbidden = { kind: "ResourceQuota", name: "tenant", why: "forbidden" as const };
  it.each([
    ["away", REAL, null],
    ["away", { ...REAL, unreachable: { since: "", why: "" } }, { objects: [], unread: [] }],
    ["forbidden", REAL, { objects: [], unread: [forbidden] }],
    ["uncounted", REAL, { objects: [quota()], unread: [] }],
    ["absent", REAL, { objects: [], unread: [] }],
    ["simulated", { ...REAL, simulated: true }, { objects: [quota()], unread: [] }],
  ] as const)("says why it isn't known: %s", (why, status, observation) => {
    const seen = observation && { objects: [...observation.objects], unread: [...observation.unread] };
    expect(quotaOf({ status, observation: seen })).toEqual({ uses: [], why });
  });
});
