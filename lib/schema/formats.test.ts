import { describe, expect, it } from "vitest";
import { FORMATS } from "./formats";

const GOOD: Record<string, string[]> = {
  date: ["2026-11-23"],
  time: ["14:30:00Z", "23:59:60.5+02:00"],
  "date-time": ["2026-11-23T14:30:00Z"],
  duration: ["PT1H30M", "P1D", "P2W", "P1Y2M3DT4H5M6S"],
  email: ["name@example.com", "a.b+c@localhost"],
  hostname: ["shop", "shop.example.com", "1a.example"],
  ipv4: ["192.0.2.10", "0.0.0.0", "255.255.255.255"],
  ipv6: [
    "::",
    "::1",
    "2001:db8::1",
    "1:2:3:4:5:6:7:8",
    "::ffff:192.0.2.1",
    "fe80::1:2",
    "1::",
    "1:2:3:4:5:6:7::",
    "64:ff9b::192.0.2.33",
  ],
  uri: ["https://example.com/a?b=c#d", "urn:x:y", "s3://bucket/path"],
  "uri-reference": ["/a/b", "a", "https://example.com"],
  uuid: ["7b0c1f6e-3d52-4a1b-9c8e-2f4d6a8b0c1e"],
  "json-pointer": ["", "/a/b~0c"],
};

const BAD: Record<string, string[]> = {
  date: ["2026-13-01", "2026-11-32", "23.11.2026", "2026-1-1"],
  time: ["14:30", "25:00:00Z"],
  "date-time": ["2026-11-23 14:30:00", "2026-11-23"],
  duration: ["P", "1h", "PT", "P1S"],
  email: ["name", "a@", "@b", "a b@c.d"],
  hostname: ["-a", "a_b", "a..b", "x".repeat(64)],
  ipv4: ["256.1.1.1", "1.2.3", "1.2.3.4.5"],
  ipv6: [":", ":::", "1:2:3:4:5:6:7:8:9", "1::2::3", "g::", "1:2:3:4:5:6:7", "::1:2:3:4:5:6:7:8"],
  uri: ["example.com", "http://a b", ""],
  "uri-reference": ["a b", "<x>"],
  uuid: ["7b0c1f6e", "7b0c1f6e-3d52-4a1b-9c8e-2f4d6a8b0c1g"],
  "json-pointer": ["a", "/~2"],
};

describe("formats", () => {
  it.each(Object.keys(FORMATS))("%s takes what is one, and nothing else", (name) => {
    const format = FORMATS[name];
    expect(GOOD[name]?.filter((text) => !format?.test(text))).toEqual([]);
    expect(BAD[name]?.filter((text) => format?.test(text))).toEqual([]);
  });
});
