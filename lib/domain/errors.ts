import type { Problem } from "./problem";

/** What kind of refusal it is; each has one HTTP status. */
export type ErrorCode =
  | "unauthenticated"
  | "forbidden"
  | "not-found"
  | "invalid"
  | "conflict"
  | "too-large"
  | "unavailable";

const STATUS: Record<ErrorCode, number> = {
  unauthenticated: 401,
  forbidden: 403,
  "not-found": 404,
  conflict: 409,
  "too-large": 413,
  invalid: 422,
  unavailable: 503,
};

/**
 * An expected failure with a sentence for the person. Use cases throw it; routes turn it into plain data
 * (a status, a message and problems), so its text never depends on how an exception crosses a boundary.
 */
export class PortalError extends Error {
  override readonly name = "PortalError";

  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly problems: Problem[] = [],
  ) {
    super(message);
  }

  /** The HTTP status that says the same. */
  get status(): number {
    return STATUS[this.code];
  }
}

/**
 * Tells an expected failure from a bug. By its name, not its class: the production build holds this class more than
 * once, and what is thrown by something that lives once per process may come from another copy.
 */
export function isPortalError(error: unknown): error is PortalError {
  return error instanceof Error && error.name === "PortalError" && "status" in error;
}
