import type { Failure } from "../api/failure";

/** Why nothing is sent for now, and when it is tried again by itself. */
export interface Hold {
  readonly failure: Failure;
  /** As `Date.now()` has it; undefined: as soon as the browser is online. */
  readonly until?: number;
}

const FIRST_MS = 2_000;
const LAST_MS = 60_000;

/**
 * What to do after a failure that has nothing to do with the picture: the server is away, or has
 * no room. All pictures wait then, longer each time. Undefined for any other failure.
 */
export function holdAfter(failure: Failure, attempts: number, now: number): Hold | undefined {
  const later = now + Math.min(FIRST_MS * 2 ** attempts, LAST_MS);
  switch (failure.kind) {
    case "offline":
      return { failure };
    case "unreachable":
      return { failure, until: later };
    case "full":
      return { failure, until: failure.retryAfter ? now + failure.retryAfter * 1000 : later };
    default:
      return undefined;
  }
}
