import { manifestText } from "../../harness/releases";

/** A Redis as somebody would write it by hand. In: further lines of its values. */
export function redisText(tenant: string, name: string, more: readonly string[] = []): string {
  return manifestText("Redis", tenant, name, [`tenant: ${tenant}`, `name: ${name}`, ...more]);
}

/** The file of an instance. */
export function fileOf(tenant: string, service: string, name: string): string {
  return `${tenant}/${service}/${name}/manifest.yaml`;
}
