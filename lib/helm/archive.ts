import { gunzipSync, inflateRawSync } from "node:zlib";

const BLOCK = 512;

/**
 * Reads one file out of a gzipped tar archive. In: the archive's bytes and the file's path in it.
 * Out: the file's bytes, or null when it isn't there. Throws when the bytes are no gzip.
 */
export function fileInTarGz(archive: Buffer, path: string): Buffer | null {
  const tar = gunzipSync(archive);
  for (let at = 0; at + BLOCK <= tar.length; ) {
    const name = text(tar, at, 100);
    if (name === "") return null;
    const size = Number.parseInt(text(tar, at + 124, 12), 8);
    const prefix = text(tar, at + 345, 155);
    if ((prefix ? `${prefix}/${name}` : name) === path) return tar.subarray(at + BLOCK, at + BLOCK + size);
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
  return null;
}

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const STORED = 0;

/**
 * Reads one file out of a zip archive. In: the archive's bytes and the file's path in it.
 * Out: the file's bytes, or null when it isn't there or the bytes are no zip.
 */
export function fileInZip(archive: Buffer, path: string): Buffer | null {
  const end = archive.lastIndexOf(Buffer.from("PK\u0005\u0006", "latin1"));
  if (end < 0 || archive.readUInt32LE(end) !== END_OF_DIRECTORY) return null;
  let at = archive.readUInt32LE(end + 16);
  while (at + 46 <= end && archive.readUInt32LE(at) === DIRECTORY_ENTRY) {
    const nameLength = archive.readUInt16LE(at + 28);
    const name = archive.toString("utf8", at + 46, at + 46 + nameLength);
    if (name === path) return unpack(archive, at);
    at += 46 + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  return null;
}

/** The local header may carry other extra fields than the directory's entry, so its own lengths lead to the data. */
function unpack(archive: Buffer, entry: number): Buffer {
  const method = archive.readUInt16LE(entry + 10);
  const packedSize = archive.readUInt32LE(entry + 20);
  const local = archive.readUInt32LE(entry + 42);
  const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
  const packed = archive.subarray(start, start + packedSize);
  return method === STORED ? packed : inflateRawSync(packed);
}

function text(bytes: Buffer, at: number, length: number): string {
  const field = bytes.toString("utf8", at, at + length);
  const end = field.indexOf("\0");
  return (end < 0 ? field : field.slice(0, end)).trim();
}
