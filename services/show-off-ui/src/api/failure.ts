/** What can go wrong, as far as a person would act differently on it. */
export type FailureKind =
  // judged here, before anything is sent
  | "empty"
  | "notAPicture"
  | "kindNotRead"
  | "tooManyPixels"
  // on the way
  | "offline"
  | "unreachable"
  // answered by the server
  | "keyNeeded"
  | "tooLarge"
  | "full"
  | "late"
  | "gone"
  /** What was asked for is still being made. */
  | "unfinished"
  /** A document, or a page of one, that cannot be read. */
  | "document"
  | "refused"
  | "broken";

export interface Failure {
  readonly kind: FailureKind;
  /** The server's own words (RFC 9457 `detail`). */
  readonly detail?: string;
  readonly traceId?: string;
  /** Seconds after which the server asks to try again. */
  readonly retryAfter?: number;
  /** Of what is too large: bytes that are taken. */
  readonly most?: number;
}

/** A failure on its way to whoever shows it. */
export class FailureError extends Error {
  constructor(readonly failure: Failure) {
    super(failure.detail ?? failure.kind);
  }
}

/** What failed, whatever was thrown: anything but a FailureError is a fault of the page itself. */
export function failureIn(error: unknown): Failure {
  return error instanceof FailureError ? error.failure : { kind: "broken" };
}

const BY_STATUS: Readonly<Record<number, FailureKind>> = {
  400: "notAPicture",
  401: "keyNeeded",
  404: "gone",
  409: "unfinished",
  410: "gone",
  413: "tooLarge",
  415: "kindNotRead",
  429: "full",
  503: "full",
  504: "late",
};

/** Reads an error answer; `body` may be anything, as proxies answer in their own words. */
export function failureOf(status: number, body: string, retryAfter: string | null): Failure {
  const problem = parsed(body);
  const seconds = secondsUntil(retryAfter);
  return {
    kind: kindOf(status, "detail" in problem),
    ...(typeof problem.detail === "string" && { detail: problem.detail }),
    ...(typeof problem.trace_id === "string" && { traceId: problem.trace_id }),
    ...(seconds !== undefined && { retryAfter: seconds }),
  };
}

function kindOf(status: number, explained: boolean): FailureKind {
  // In a proxy's own words: nobody is there behind it.
  if (status === 502 && !explained) return "unreachable";
  return BY_STATUS[status] ?? (status >= 500 ? "broken" : "refused");
}

/** A request that got no answer at all. */
export function unanswered(): Failure {
  return { kind: navigator.onLine ? "unreachable" : "offline" };
}

/** Retry-After is a number of seconds or a date (RFC 9110, 10.2.3). */
function secondsUntil(retryAfter: string | null): number | undefined {
  if (!retryAfter) return undefined;
  const seconds = /^\d+$/.test(retryAfter)
    ? Number(retryAfter)
    : (Date.parse(retryAfter) - Date.now()) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, Math.ceil(seconds)) : undefined;
}

function parsed(body: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === "object" && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
