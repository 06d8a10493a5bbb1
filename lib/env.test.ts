import { describe, expect, it } from "vitest";
import { parseEnv, problemsOfStart } from "./env";

function settingsOf(variables: Record<string, string>) {
  const result = parseEnv(variables, "/srv/portal");
  if ("problems" in result) throw new Error(result.problems.join("\n"));
  return { ...result.env, publicUrl: result.env.publicUrl.origin };
}

function problemsOf(variables: Record<string, string>): string[] {
  const result = parseEnv(variables, "/srv/portal");
  return "problems" in result ? result.problems : [];
}

describe("the environment", () => {
  it("needs no variable at all", () => {
    expect(settingsOf({})).toEqual({
      publicUrl: "http://localhost:3000",
      address: null,
      port: 3000,
      dataDirectory: "/srv/portal/.data",
      platformDirectory: "/srv/portal",
      platformRepository: null,
      sessionSecretFile: null,
      developmentSignIn: false,
      oidc: null,
      github: null,
      cluster: null,
      githubReleases: null,
      chatWebhookUrl: null,
      developmentServer: false,
    });
  });

  it("takes a chat's webhook over https or on this machine, and never repeats it", () => {
    const url = "https://hooks.example.com/T0/s3cret?sig=x";
    expect(settingsOf({ CHAT_WEBHOOK_URL: url }).chatWebhookUrl).toBe(url);
    expect(settingsOf({ CHAT_WEBHOOK_URL: "http://127.0.0.1:9/x" }).chatWebhookUrl).toBe("http://127.0.0.1:9/x");
    for (const wrong of ["http://hooks.example.com/s3cret", "s3cret", "file:///s3cret"]) {
      const said = problemsOf({ CHAT_WEBHOOK_URL: wrong }).join();
      expect(said).toContain("CHAT_WEBHOOK_URL");
      expect(said).not.toContain("s3cret");
    }
  });

  it("reads the platform repository, and shows the credentials for GitHub to GitHub alone", () => {
    const repositoryOf = (variables: Record<string, string>) => settingsOf(variables).platformRepository;
    expect(repositoryOf({ PLATFORM_REPOSITORY_URL: "https://github.com/acme/platform.git" })).toEqual({
      url: "https://github.com/acme/platform.git",
      branch: "main",
      apiUrl: "https://api.github.com",
      every: 60_000,
      isGithub: true,
    });
    const elsewhere = { PLATFORM_REPOSITORY_URL: "https://git.example.com/platform.git", PLATFORM_BRANCH: "live" };
    expect(repositoryOf(elsewhere)).toMatchObject({ branch: "live", isGithub: false });
    const server = { GITHUB_URL: "https://git.example.com", PLATFORM_EVERY: "5" };
    expect(repositoryOf({ ...elsewhere, ...server })).toMatchObject({
      apiUrl: "https://git.example.com/api/v3",
      every: 5_000,
      isGithub: true,
    });
    for (const url of [
      "git@github.com:acme/platform.git",
      "file:///srv",
      "http://git.example.com/p",
      "https://a:b@c/p",
    ])
      expect(problemsOf({ PLATFORM_REPOSITORY_URL: url }).join(), url).toContain("PLATFORM_REPOSITORY_URL");
    expect(problemsOf({ PLATFORM_BRANCH: "--upload-pack=x" }).join()).toContain("PLATFORM_BRANCH");
    expect(problemsOf({ PLATFORM_EVERY: "0" }).join()).toContain("PLATFORM_EVERY");
  });

  it("reads what signs in to GitHub, and says what is missing", () => {
    const app = { GITHUB_APP_ID: "12", GITHUB_APP_PRIVATE_KEY_FILE: "app.pem" };
    const seal = { GITHUB_SEAL_FILE: "/run/seal" };
    expect(settingsOf({ ...app, ...seal }).githubReleases).toEqual({
      access: { appId: "12", privateKeyFile: "/srv/portal/app.pem" },
      apiUrl: null,
      sealFile: "/run/seal",
      webhookSecretFile: null,
    });
    const hook = { GITHUB_WEBHOOK_SECRET_FILE: "hook" };
    expect(settingsOf({ ...app, ...seal, ...hook }).githubReleases?.webhookSecretFile).toBe("/srv/portal/hook");
    expect(problemsOf(hook)).toEqual([expect.stringContaining("set GITHUB_APP_ID")]);
    const api = { GITHUB_API_URL: "https://github.example.com/api/v3/" };
    expect(settingsOf({ GITHUB_TOKEN_FILE: "token", ...seal, ...api }).githubReleases).toEqual({
      access: { tokenFile: "/srv/portal/token" },
      apiUrl: "https://github.example.com/api/v3",
      sealFile: "/run/seal",
      webhookSecretFile: null,
    });
    expect(problemsOf(app)).toEqual([expect.stringContaining("set GITHUB_SEAL_FILE")]);
    expect(problemsOf(seal)).toEqual([expect.stringContaining("set GITHUB_APP_ID")]);
    expect(problemsOf({ GITHUB_APP_ID: "12", ...seal })).toEqual([expect.stringContaining("belong together")]);
    expect(problemsOf({ ...app, ...seal, GITHUB_TOKEN_FILE: "t" })).toEqual([
      expect.stringContaining("leave the other"),
    ]);
    expect(problemsOf({ GITHUB_API_URL: "there" })).toEqual([expect.stringContaining('GITHUB_API_URL is "there"')]);
  });

  it("reads a cluster by kubeconfig files, else as a pod's own account, else none", () => {
    const pod = { KUBERNETES_SERVICE_HOST: "10.0.0.1" };
    const files = { kubeconfig: ["/home/me/.kube/config", "/srv/portal/other"] };
    expect(settingsOf({ ...pod, KUBECONFIG: "/home/me/.kube/config:other" }).cluster).toEqual(files);
    expect(settingsOf(pod).cluster).toEqual({ inCluster: true });
    expect(settingsOf({ KUBECONFIG: "" }).cluster).toBeNull();
    expect(settingsOf({ ...pod, KUBECONFIG: "x", CLUSTER: "simulated" }).cluster).toBeNull();
    expect(problemsOf({ CLUSTER: "real" })[0]).toMatch(/^CLUSTER is "real"\. Leave it out/);
  });

  it("takes nothing but next dev for a development server", () => {
    expect(settingsOf({ NODE_ENV: "development" }).developmentServer).toBe(true);
    expect(settingsOf({ NODE_ENV: "production" }).developmentServer).toBe(false);
    expect(settingsOf({ NODE_ENV: "test" }).developmentServer).toBe(false);
  });

  it("takes an empty variable for an absent one", () => {
    expect(settingsOf({ PORT: "", PORTAL_URL: "" }).port).toBe(3000);
  });

  it("derives the public URL from the port and the port from a local public URL", () => {
    expect(settingsOf({ PORT: "4000" }).publicUrl).toBe("http://localhost:4000");
    expect(settingsOf({ PORTAL_URL: "http://localhost:4100" }).port).toBe(4100);
    expect(settingsOf({ PORTAL_URL: "https://portal.example.com" }).port).toBe(3000);
  });

  it("names every problem at once", () => {
    const problems = problemsOf({ PORTAL_URL: "portal", PORT: "70000", DEVELOPMENT_SIGN_IN: "true" });
    expect(problems.map((text) => text.split(" ")[0])).toEqual(["PORTAL_URL", "PORT", "DEVELOPMENT_SIGN_IN"]);
  });

  it.each(["ftp://x", "https://x/portal", "https://u@x", "https://x?y", "javascript:1", "localhost:3000"])(
    "refuses %s as public URL",
    (url) => {
      expect(problemsOf({ PORTAL_URL: url })).toHaveLength(1);
    },
  );
});

describe("development sign-in", () => {
  const on = { DEVELOPMENT_SIGN_IN: "on", PORTAL_ADDRESS: "127.0.0.1" };

  it("is off unless it is switched on", () => {
    expect(settingsOf({ PORTAL_ADDRESS: "127.0.0.1" }).developmentSignIn).toBe(false);
  });

  it("is allowed on this machine alone", () => {
    expect(settingsOf(on).developmentSignIn).toBe(true);
    expect(settingsOf({ ...on, PORTAL_URL: "http://127.0.0.1:3000" }).developmentSignIn).toBe(true);
  });

  it.each<[string, Record<string, string>]>([
    ["an address that nobody stated", { DEVELOPMENT_SIGN_IN: "on" }],
    ["every address", { ...on, PORTAL_ADDRESS: "0.0.0.0" }],
    ["another address", { ...on, PORTAL_ADDRESS: "10.0.0.7" }],
    ["another public URL", { ...on, PORTAL_URL: "https://portal.example.com" }],
  ])("refuses %s", (_, variables) => {
    expect(problemsOf(variables)).toHaveLength(1);
    expect(problemsOf({ ...variables, DEVELOPMENT_SIGN_IN_ANYWHERE: "yes-i-know" })).toEqual([]);
  });

  it("does not take any word for the second setting", () => {
    expect(problemsOf({ ...on, DEVELOPMENT_SIGN_IN_ANYWHERE: "true" })).toHaveLength(1);
  });
});

describe("the ways to sign in", () => {
  const OIDC = { OIDC_ISSUER: "https://login.example.com/", OIDC_CLIENT_ID: "portal", OIDC_CLIENT_SECRET: "secret" };
  const GITHUB = { GITHUB_CLIENT_ID: "Iv1", GITHUB_CLIENT_SECRET: "secret" };

  it("are OpenID Connect, with the issuer exactly as written", () => {
    expect(settingsOf(OIDC).oidc).toEqual({
      issuer: "https://login.example.com/",
      clientId: "portal",
      clientSecret: "secret",
      userClaim: "sub",
      groupsClaim: "groups",
      scopes: "openid profile email",
      name: "login.example.com",
    });
  });

  it("are GitHub, on github.com or an Enterprise Server", () => {
    expect(settingsOf(GITHUB).github).toMatchObject({ url: "https://github.com", apiUrl: "https://api.github.com" });
    expect(settingsOf({ ...GITHUB, GITHUB_URL: "https://git.example.com/" }).github).toMatchObject({
      url: "https://git.example.com",
      apiUrl: "https://git.example.com/api/v3",
    });
  });

  it("are whole or not there", () => {
    for (const missing of Object.keys(OIDC)) expect(problemsOf({ ...OIDC, [missing]: "" })[0]).toMatch(/all three/);
    for (const missing of Object.keys(GITHUB)) expect(problemsOf({ ...GITHUB, [missing]: "" })[0]).toMatch(/Set both/);
  });

  it("send nothing in the clear, but on this machine", () => {
    expect(problemsOf({ ...OIDC, OIDC_ISSUER: "http://login.example.com" })[0]).toMatch(/^OIDC_ISSUER .*https/);
    expect(problemsOf({ ...GITHUB, GITHUB_URL: "http://git.example.com" })[0]).toMatch(/^GITHUB_URL .*https/);
    expect(problemsOf({ ...OIDC, OIDC_ISSUER: "http://127.0.0.1:4000" })).toEqual([]);
  });

  it("take no e-mail address for a name", () => {
    expect(problemsOf({ ...OIDC, OIDC_USER_CLAIM: "email" })[0]).toMatch(/never authorises/);
  });

  it("are at least one, or the portal doesn't start and says what to set", () => {
    const start = (variables: Record<string, string>) => {
      const result = parseEnv(variables, "/srv/portal");
      return "problems" in result ? result.problems : problemsOfStart(result.env);
    };
    expect(start({})).toEqual([expect.stringMatching(/^Nobody could sign in\. Set OIDC_ISSUER/)]);
    for (const one of [OIDC, GITHUB, { DEVELOPMENT_SIGN_IN: "on", PORTAL_ADDRESS: "127.0.0.1" }])
      expect(start(one)).toEqual([]);
  });
});
