import { deflateRawSync, gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { fileInTarGz, fileInZip } from "./archive";

/** A tar archive of files, as `tar` writes it. */
function tar(files: Record<string, string>): Buffer {
  const parts = Object.entries(files).flatMap(([name, content]) => {
    const header = Buffer.alloc(512);
    header.write(name, 0);
    header.write(content.length.toString(8).padStart(11, "0"), 124);
    const body = Buffer.alloc(Math.ceil(content.length / 512) * 512);
    body.write(content);
    return [header, body];
  });
  return Buffer.concat([...parts, Buffer.alloc(1024)]);
}

/** A zip archive of one packed file, with an extra field in the local header alone. */
function zip(name: string, content: string): Buffer {
  const packed = deflateRawSync(content);
  const fields = (head: Buffer, at: number) => {
    head.writeUInt16LE(8, at);
    head.writeUInt32LE(packed.length, at + 10);
    head.writeUInt32LE(content.length, at + 14);
    head.writeUInt16LE(name.length, at + 18);
  };
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  fields(local, 8);
  local.writeUInt16LE(4, 28);
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  fields(entry, 10);
  const data = [local, Buffer.from(name), Buffer.alloc(4), packed];
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt32LE(Buffer.concat(data).length, 16);
  return Buffer.concat([...data, entry, Buffer.from(name), end]);
}

describe("a gzipped tar archive", () => {
  const archive = gzipSync(tar({ "linux-amd64/LICENSE": "x".repeat(700), "linux-amd64/helm": "the program" }));

  it("gives the file that is asked for, whatever lies before it", () => {
    expect(fileInTarGz(archive, "linux-amd64/helm")?.toString()).toBe("the program");
  });

  it("gives nothing for a file that isn't in it", () => {
    expect(fileInTarGz(archive, "helm")).toBeNull();
  });
});

describe("a zip archive", () => {
  it("gives the file that is asked for", () => {
    expect(fileInZip(zip("helm/helm", "the program".repeat(9)), "helm/helm")?.toString()).toBe("the program".repeat(9));
  });

  it("gives nothing for a file that isn't in it, or when it is no zip", () => {
    expect(fileInZip(zip("helm/helm", "x"), "kubectl")).toBeNull();
    expect(fileInZip(Buffer.from("no archive at all"), "helm/helm")).toBeNull();
  });
});
