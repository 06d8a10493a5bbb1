import { createHmac, timingSafeEqual } from "node:crypto";
import { PortalError } from "@/lib/domain/errors";

/** What a forge sends when something happens there. */
export interface Deliveries {
  /**
   * Takes one in. Nothing in it is believed: it only says that a look may find something.
   * @param body as it came: the signature is over its bytes
   * @param signature the header `x-hub-signature-256`; null when absent
   * @throws PortalError `unauthenticated` when it is not signed with the secret
   */
  take(body: Uint8Array, signature: string | null): void;
}

/** Milliseconds between two looks, however many deliveries come. */
const EVERY = 1_000;

/**
 * Opens the door for deliveries.
 *
 * @param secret what the forge signs with: HMAC-SHA256 of the body, as hexadecimal digits after `sha256=`
 *   (GitHub, "Validating webhook deliveries")
 * @param hint something may have happened. Called for a delivery at once, and for all that follow closely once more
 *   after them: so a flood costs one look a second, a replay one look, and nothing that was told is missed.
 */
export function openDeliveries(secret: string, hint: () => void, every = EVERY): Deliveries {
  let resting: NodeJS.Timeout | null = null;
  let missed = false;
  const look = () => {
    hint();
    resting = setTimeout(() => {
      resting = null;
      if (!missed) return;
      missed = false;
      look();
    }, every).unref();
  };
  return {
    take(body, signature) {
      if (!isSigned(secret, body, signature))
        throw new PortalError(
          "unauthenticated",
          "This delivery is not signed with the webhook's secret. Give GitHub's webhook the secret that GITHUB_WEBHOOK_SECRET_FILE holds.",
        );
      if (resting === null) look();
      else missed = true;
    },
  };
}

function isSigned(secret: string, body: Uint8Array, signature: string | null): boolean {
  const [, digits] = /^sha256=([0-9a-f]{64})$/.exec(signature ?? "") ?? [];
  if (digits === undefined) return false;
  return timingSafeEqual(createHmac("sha256", secret).update(body).digest(), Buffer.from(digits, "hex"));
}
