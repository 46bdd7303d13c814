import { failureIn } from "./failure";

/**
 * Sends what may be kept for good and, where the server keeps nothing any more and refuses it, sends
 * it without: a correction counts all the same.
 *
 * @throws FailureError whatever else goes wrong
 */
export async function keptIfMay(
  keep: boolean,
  send: (keep: boolean) => Promise<void>,
): Promise<void> {
  try {
    await send(keep);
  } catch (error) {
    if (!keep || failureIn(error).kind !== "refused") throw error;
    await send(false);
  }
}
