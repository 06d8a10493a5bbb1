import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parsePlatform } from "@/lib/catalog/platform";
import { githubOptions } from "@/lib/portal-releases";
import { openGithubReleases } from "@/lib/releases/github";
import { startedGithub } from "@/tests/support/github/started";

describe("the releases repository that the settings name", () => {
  let world: Awaited<ReturnType<typeof startedGithub>>;
  const now = () => new Date();

  beforeEach(async () => {
    world = await startedGithub();
  });
  afterEach(() => world.close());

  const put = async (name: string, text: string) => {
    const file = join(world.folder, name);
    await writeFile(file, text);
    return file;
  };
  const platformAt = async (gitServer: string) => {
    const { platform } = parsePlatform(await readFile("platform.yaml", "utf8"));
    if (!platform) throw new Error("platform.yaml is not usable.");
    return { ...platform, gitServer, releasesRepository: world.server.fullName };
  };

  it("opens the one on GitHub with the App's key, and with a token", { timeout: 60_000 }, async () => {
    const { appId, privateKey } = world.server.accounts;
    const sealFile = await put("seal", "a long random text\n");
    const accesses = [
      { appId, privateKeyFile: await put("app.pem", privateKey) },
      { tokenFile: await put("token", `${world.server.accounts.person("robot")}\n`) },
    ];
    for (const access of accesses) {
      const github = { access, apiUrl: world.server.url, sealFile, webhookSecretFile: null };
      const options = await githubOptions(github, await platformAt(world.server.url), world.folder, now);
      const releases = await openGithubReleases(options);
      expect((await releases.main()).tenants()).toEqual([]);
      await releases.close();
    }
  });

  it("finds the API of github.com and of an Enterprise Server by itself", async () => {
    const github = {
      access: { tokenFile: await put("token", "t") },
      apiUrl: null,
      sealFile: await put("seal", "s"),
      webhookSecretFile: null,
    };
    const apiOf = async (server: string) =>
      (await githubOptions(github, await platformAt(server), world.folder, now)).apiUrl;
    expect(await apiOf("https://github.com")).toBe("https://api.github.com");
    expect(await apiOf("https://github.example.com")).toBe("https://github.example.com/api/v3");
  });

  it("says which file is missing or empty", async () => {
    const platform = await platformAt("https://github.com");
    const optionsWith = (tokenFile: string, sealFile: string) =>
      githubOptions(
        { access: { tokenFile }, apiUrl: null, sealFile, webhookSecretFile: null },
        platform,
        world.folder,
        now,
      );
    const token = await put("token", "t");
    await expect(optionsWith("/nowhere/token", token)).rejects.toThrow("can't read /nowhere/token");
    await expect(optionsWith(token, await put("seal", " \n"))).rejects.toThrow("seal is empty");
  });
});
