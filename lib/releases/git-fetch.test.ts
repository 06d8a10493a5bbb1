import { describe, expect, it } from "vitest";
import { fetchFailure } from "./git-fetch";

describe("what git says of a fetch that failed", () => {
  it.each([
    ["fatal: unable to access 'https://h/o/r.git/': The requested URL returned error: 403", "refused"],
    ["fatal: Authentication failed for 'https://h/o/r.git/'", "refused"],
    ["remote: Not Found\nfatal: repository 'https://h/o/r.git/' not found", "absent"],
    ["fatal: unable to access 'https://h/o/r.git/': The requested URL returned error: 502", "other"],
    // The number of a port is no status.
    ["fatal: unable to access 'http://h/': Failed to connect to h port 40135 after 0 ms: Couldn't connect", "other"],
  ])("%s is %s", (message, kind) => {
    expect(fetchFailure(`git fetch ended with 128: ${message}`).kind).toBe(kind);
  });

  it("doesn't repeat the address", () => {
    expect(fetchFailure("fatal: unable to access 'https://h/o/r.git/': Could not resolve host: h").why).toBe(
      "Could not resolve host: h",
    );
  });
});
