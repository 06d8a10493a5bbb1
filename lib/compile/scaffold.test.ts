import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { isObject } from "@/lib/domain/json";
import { gateSchema } from "@/lib/schema/gate";
import { parseSchema } from "@/lib/schema/parse";
import { problemsOfServiceName, scaffold } from "./scaffold";

const CHARTS = ["lib", "tenant", "full-stack", "redis"];

describe("a new service's name", () => {
  it.each(["cache", "mail-relay", "a1", "s3-bucket"])("may be %s", (name) => {
    expect(problemsOfServiceName(name, CHARTS)).toEqual([]);
  });

  it.each(["", "Cache", "mail_relay", "-cache", "cache-", "mail--relay", "1cache", "a/b", "../x", "a b", "ä"])(
    "can't be %j, because it is not kebab-case",
    (name) => {
      expect(problemsOfServiceName(name, CHARTS)).toEqual([expect.stringContaining("lower-case letters")]);
    },
  );

  it.each(["redis", "lib", "tenant"])("can't be %s, because a chart has it", (name) => {
    expect(problemsOfServiceName(name, CHARTS)).toEqual([expect.stringContaining(`called ${name} already`)]);
  });

  const generated = readdirSync(join(import.meta.dirname, "../../definitions"))
    .map((file) => file.replace(/(\.policy)?\.yaml$/, ""))
    .filter((name) => !existsSync(join(import.meta.dirname, "../../charts", name)));
  it.each(["all", "shared", ...new Set(generated)])("can't be %s, because a generated file has it", (name) => {
    expect(problemsOfServiceName(name, CHARTS)).toEqual([expect.stringContaining("generated file")]);
  });

  it.each(["secret", "config-map", "configmap", "namespace", "list", "helm-release"])(
    "can't be %s, because the cluster has that kind already",
    (name) => {
      expect(problemsOfServiceName(name, CHARTS)).toEqual([expect.stringContaining("the cluster has a")]);
    },
  );

  it.each(["fullstack", "full-stack-list", "redis-list", "red-is"])(
    "can't be %s, because its kind would collide",
    (name) => {
      expect(problemsOfServiceName(name, CHARTS)).toEqual([expect.stringContaining("can't tell from")]);
    },
  );

  it("can't be so long that an instance had no room for its own", () => {
    expect(problemsOfServiceName("x".repeat(40), CHARTS)).toEqual([]);
    expect(problemsOfServiceName("x".repeat(41), CHARTS)).toEqual([expect.stringContaining("at most 40")]);
  });
});

it("a new service's schema passes the gate as it is", () => {
  for (const name of ["cache", "mail-relay"]) {
    const file = scaffold(name).find(({ path }) => path.endsWith("values.schema.json"));
    const { schema, problems } = parseSchema(file?.text ?? "", file?.path ?? "");
    expect(problems).toEqual([]);
    expect(isObject(schema ?? undefined) && gateSchema(schema ?? {}, "", ["lib"])).toEqual([]);
  }
});
