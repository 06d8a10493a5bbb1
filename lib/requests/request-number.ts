import { missing } from "@/lib/tenants/access";

/** A request's number from an address. @throws PortalError `not-found` for everything that is no number */
export function requestNumber(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw missing();
  return Number(text);
}
