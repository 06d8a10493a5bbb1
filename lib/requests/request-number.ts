import { requestNumberIn } from "@/lib/domain/request-number";
import { missing } from "@/lib/tenants/access";

/** A request's number from an address. @throws PortalError `not-found` for everything that is no number */
export function requestNumber(text: string): number {
  const number = requestNumberIn(text);
  if (number === null) throw missing();
  return number;
}
