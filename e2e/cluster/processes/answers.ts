import { readFileSync } from "node:fs";
import { get } from "node:https";

/** Whether a health check of this machine answers well. Rejects while nobody listens. */
export async function answers(port: number, path: string): Promise<boolean> {
  return (await fetch(`http://127.0.0.1:${port}${path}`)).ok;
}

/** The same where it speaks TLS. In: the file with its certificate, which is its own authority; it comes with the program's start. */
export async function answersTls(port: number, path: string, certificate: string): Promise<boolean> {
  const ca = readFileSync(certificate, "utf8");
  return await new Promise((resolve, reject) => {
    get({ host: "127.0.0.1", port, path, ca, agent: false }, (answer) => {
      answer.resume();
      resolve(answer.statusCode === 200);
    }).on("error", reject);
  });
}
