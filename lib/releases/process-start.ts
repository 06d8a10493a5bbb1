import { readFileSync } from "node:fs";

/**
 * When a process started, as the kernel counts: a number that is used again means another process.
 * @returns field 22 of /proc/<pid>/stat; the empty text where there is no such file.
 */
export function startOf(pid: number): string {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The second field is the command's name in brackets and may hold spaces.
    return text.slice(text.lastIndexOf(")") + 2).split(" ")[19] ?? "";
  } catch {
    return "";
  }
}
