import { failureIn } from "../api/failure";

/** What the server puts into one file. */
export const MOST_TOGETHER = 100;

/**
 * All pictures in as few files as the server makes of them: where they are too many or too large
 * for one, in two halves, and so on. `fetch` gets one file of several.
 *
 * @throws FailureError
 */
export async function inFewFiles(
  ids: readonly string[],
  fetch: (ids: readonly string[]) => Promise<Blob>,
): Promise<Blob[]> {
  if (ids.length <= MOST_TOGETHER) {
    try {
      return [await fetch(ids)];
    } catch (error) {
      if (failureIn(error).kind !== "tooLarge" || ids.length === 1) throw error;
    }
  }
  const half = Math.ceil(ids.length / 2);
  const first = await inFewFiles(ids.slice(0, half), fetch);
  return [...first, ...(await inFewFiles(ids.slice(half), fetch))];
}
