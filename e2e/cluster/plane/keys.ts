import { generateKeyPairSync } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";

/** Writes a fresh key that service account tokens are signed with. In: a folder. Out: the file, which holds both halves. */
export function writeServiceAccountKey(folder: string): string {
  const { privateKey } = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
  });
  const file = join(folder, "service-accounts.key");
  writeFileSync(file, privateKey, { mode: 0o600 });
  return file;
}
