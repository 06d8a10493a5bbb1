import { describe, expect, it } from "vitest";
import { contentSecurityPolicy, securityHeaders } from "./response-headers";

describe("the Content-Security-Policy", () => {
  const policy = contentSecurityPolicy("bm9uY2U=", false);

  it("runs scripts by nonce alone", () => {
    expect(policy).toContain("script-src 'self' 'nonce-bm9uY2U=' 'strict-dynamic';");
    expect(policy).not.toContain("unsafe-eval");
    expect(policy.replace("style-src-attr 'unsafe-inline'", "")).not.toContain("unsafe-inline");
  });

  it("lets text be evaluated under the development server, and changes nothing else there", () => {
    const development = contentSecurityPolicy("bm9uY2U=", true);
    expect(development).toContain("'strict-dynamic' 'unsafe-eval';");
    expect(development.replace(" 'unsafe-eval'", "")).toBe(policy);
  });

  it("allows nothing that it does not name", () => {
    expect(policy).toMatch(/^default-src 'none';/);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("base-uri 'none'");
  });
});

describe("the other headers", () => {
  it("ask for https to be kept only where it is used", () => {
    expect(securityHeaders(new URL("http://localhost:3000"))).not.toHaveProperty("strict-transport-security");
    expect(securityHeaders(new URL("https://portal.example.com"))).toHaveProperty("strict-transport-security");
  });
});
