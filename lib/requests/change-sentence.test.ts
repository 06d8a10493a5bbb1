import { describe, expect, it } from "vitest";
import { serviceMade } from "@/tests/support/use-case-portal";
import { changeSentence } from "./change-sentence";

const { schema } = serviceMade(
  "postgres",
  {
    tenant: { type: "string" },
    name: { type: "string" },
    instances: { title: "Instances", type: "integer", default: 1 },
  },
  "Cluster",
);

describe("a change in a few words", () => {
  it("compares with the default where the file stated nothing", () => {
    expect(changeSentence(schema, {}, { instances: 3 })).toBe("instances 1 → 3");
  });

  it("says that a default is stated now", () => {
    expect(changeSentence(schema, {}, { instances: 1 })).toBe("instances set to 1");
  });

  it("says what was set in a new group, and not the defaults that come with it", () => {
    const properties = { image: { title: "Image" }, size: { default: "small" }, port: { title: "Port", default: 80 } };
    const web = { type: "object", required: ["image"], properties };
    const grouped = { type: "object", properties: { web } };
    expect(changeSentence(grouped, {}, { web: { image: "nginx", port: 8080 } })).toBe(
      "port 80 → 8080, image set to nginx",
    );
    expect(changeSentence(grouped, null, { name: "shop", web: { image: "nginx" } })).toBe("image set to nginx");
    expect(changeSentence(grouped, {}, { web: {} })).toBe("web added");
  });

  it("describes something new by what it states beside its names", () => {
    expect(changeSentence(schema, null, { tenant: "acme", name: "orders", instances: 2 })).toBe("instances set to 2");
    expect(changeSentence(schema, null, { tenant: "acme", name: "orders" })).toBe("");
  });
});
