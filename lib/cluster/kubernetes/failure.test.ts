import { expect, it } from "vitest";
import { ApiFailure, failureOf, failureOfStatus } from "./failure";

it.each([
  ["ECONNREFUSED", "connection refused"],
  ["ENOTFOUND", "its name is not known"],
  ["SELF_SIGNED_CERT_IN_CHAIN", "certificate not trusted"],
  ["CERT_HAS_EXPIRED", "its certificate has expired"],
])("%s means that the cluster is away: %s", (code, why) => {
  expect(failureOf(Object.assign(new Error("in OpenSSL's words"), { code }))).toEqual({ type: "away", why });
});

it("when each of several addresses refuses, the first says why", () => {
  const each = ["ECONNREFUSED", "ETIMEDOUT"].map((code) => Object.assign(new Error(code), { code }));
  expect(failureOf(new AggregateError(each)).why).toBe("connection refused");
});

it("what has no code is told in its own first line: a plugin that could not be run, say", () => {
  expect(failureOf(new Error("spawn kubelogin ENOENT\n at …"))).toEqual({
    type: "away",
    why: "spawn kubelogin ENOENT",
  });
});

it("an answer's status tells what may be asked again, when, and what may not be read", () => {
  const types = [200, 401, 403, 404, 410, 429, 500, 503].map((status) => failureOfStatus(status)?.type ?? null);
  expect(types).toEqual([null, "away", "forbidden", "missing", "expired", "failed", "failed", "failed"]);
  expect(failureOf(new ApiFailure({ type: "expired", why: "x" })).type).toBe("expired");
});
