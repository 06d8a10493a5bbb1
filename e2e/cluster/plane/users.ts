import { randomBytes } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";

/** Somebody whom the API server knows by a token. */
export interface User {
  name: string;
  groups: readonly string[];
}

/** May do everything; every controller of the tests runs as it. */
export const ADMIN: User = { name: "admin", groups: ["system:masters"] };

/**
 * Writes the API server's file of tokens. In: a folder, and whom it should know beside the admin.
 * Out: the file, and each one's token by name.
 */
export function writeTokens(folder: string, users: readonly User[]): { file: string; tokens: Map<string, string> } {
  const known = [ADMIN, ...users];
  const tokens = new Map(known.map(({ name }) => [name, randomBytes(24).toString("hex")]));
  const lines = known.map(({ name, groups }) =>
    [tokens.get(name) ?? "", name, name, `"${groups.join(",")}"`].join(","),
  );
  const file = join(folder, "tokens.csv");
  writeFileSync(file, `${lines.join("\n")}\n`, { mode: 0o600 });
  return { file, tokens };
}
