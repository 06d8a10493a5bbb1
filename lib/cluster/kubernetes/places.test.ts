import { describe, expect, it } from "vitest";
import { folderOf } from "./places";

const platform = { releasesRepository: "acme/releases" };
const reads = (repoURL: string, path = "shop/webapp/web") =>
  folderOf({ spec: { source: { repoURL, path } } }, platform);

describe("the Application of a folder", () => {
  it("is known by the repository's name, whichever way Argo CD reads it", () => {
    for (const url of [
      "https://git.example.com/acme/releases.git",
      "https://git.example.com/acme/releases",
      "git@git.example.com:acme/releases.git",
      "http://127.0.0.1:41234/acme/releases.git",
    ])
      expect(reads(url), url).toBe("shop/webapp/web");
  });

  it("is none that reads another repository, or a folder that belongs to nothing", () => {
    expect(reads("https://git.example.com/not-acme/releases.git")).toBeNull();
    expect(reads("https://git.example.com/acme/releases-old.git")).toBeNull();
    expect(reads("https://git.example.com/acme/releases.git", "shop/webapp")).toBeNull();
  });
});
