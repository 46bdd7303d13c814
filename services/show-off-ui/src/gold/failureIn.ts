import { type Failure, FailureError } from "../api/failure";

/** What failed, where something was thrown. */
export function failureIn(error: unknown): Failure {
  return error instanceof FailureError ? error.failure : { kind: "broken" };
}
