import { describe, expect, it } from "vitest";
import { metricsText } from "./metrics";

const counts = {
  tenants: 3,
  instances: 12,
  openRequests: 2,
  unreadableRequests: 0,
  chartProblems: 1,
  foreignFiles: 0,
  clusterAnswers: false,
};

const linesOf = (text: string) => text.split("\n").filter((line) => line.startsWith("managed_services_"));

describe("the metrics", () => {
  it("count what the portal knows, and say of a cluster that doesn't answer that it is down", async () => {
    const { text, type } = await metricsText(counts);
    expect(type).toMatch(/^text\/plain; version=0\.0\.4/);
    expect(linesOf(text)).toEqual([
      "managed_services_up 1",
      "managed_services_tenants 3",
      "managed_services_instances 12",
      "managed_services_requests_open 2",
      "managed_services_requests_unreadable 0",
      "managed_services_chart_problems 1",
      "managed_services_foreign_files 0",
      "managed_services_cluster_up 0",
    ]);
  });

  it("say nothing of a cluster where none is read", async () => {
    const { text } = await metricsText({ ...counts, clusterAnswers: null });
    expect(text).not.toContain("cluster_up");
  });

  it("are there while the portal can't be read, and say so", async () => {
    expect(linesOf((await metricsText(null)).text)).toEqual(["managed_services_up 0"]);
  });

  it("can be asked again and again, with the figures of the process", async () => {
    await metricsText(counts);
    expect((await metricsText(counts)).text).toContain("process_resident_memory_bytes ");
  });
});
