import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A certificate with its key: the files, and what is in them. */
export interface Certificate {
  certFile: string;
  keyFile: string;
  cert: string;
  key: string;
}

/** Authorities of a test's own, made by openssl. */
export class Authority {
  readonly #folder = mkdtempSync(join(tmpdir(), "certificates-"));
  readonly own: Certificate;

  constructor(readonly name: string) {
    this.#run("req", "-x509", ...NEW_KEY, ...this.#files(name), "-days", "2", "-subj", `/CN=${name}`);
    this.own = this.#read(name);
  }

  /** Signs a certificate. @param address for a server: the one that it is for. */
  sign(name: string, address?: string): Certificate {
    const [keyAt, key, certAt, cert] = this.#files(name);
    const request = join(this.#folder, `${name}.csr`);
    const extensions = join(this.#folder, `${name}.ext`);
    writeFileSync(extensions, address === undefined ? "" : `subjectAltName=IP:${address}\n`);
    this.#run("req", ...NEW_KEY, keyAt, key, "-out", request, "-subj", `/CN=${name}`);
    const by = ["-CA", this.own.certFile, "-CAkey", this.own.keyFile, "-CAcreateserial", "-days", "2"];
    this.#run("x509", "-req", "-in", request, ...by, "-extfile", extensions, certAt, cert);
    return this.#read(name);
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #files(name: string) {
    return ["-keyout", join(this.#folder, `${name}.key`), "-out", join(this.#folder, `${name}.crt`)] as const;
  }

  #read(name: string): Certificate {
    const [, keyFile, , certFile] = this.#files(name);
    return { certFile, keyFile, cert: readFileSync(certFile, "utf8"), key: readFileSync(keyFile, "utf8") };
  }

  #run(...args: string[]): void {
    execFileSync("openssl", args, { stdio: "pipe" });
  }
}

const NEW_KEY = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];
