import type { FormatName } from "../api/client";
import { FailureError } from "../api/failure";
import { fetchDocument } from "../api/jobs";
import { outbox } from "../lines/outbox";

const STEP_MS = 300;
/** Corrections are on their way for so long at most. */
const SENDING_MS = 10_000;
/** A PDF of many pages takes a while. */
const MAKING_MS = 10 * 60_000;

/**
 * All of a document in a format that the server makes, with what was corrected of its pages (their
 * readings' ids).
 *
 * @throws FailureError, of kind `late` where that does not come within some time
 */
export async function made(
  job: string,
  pages: readonly string[],
  format: FormatName,
  onMaking: () => void,
): Promise<Blob> {
  void outbox.flush(true);
  const until = Date.now() + SENDING_MS;
  while (pages.some((id) => !SENT.has(outbox.stateOf(id)))) await step(until);
  return onceMade(job, format, onMaking);
}

/** All of a document in a format, once that is made; throws as `made`. */
export async function onceMade(
  job: string,
  format: FormatName,
  onMaking: () => void = () => {},
): Promise<Blob> {
  const until = Date.now() + MAKING_MS;
  let told = false;
  for (;;) {
    try {
      return await fetchDocument(job, format);
    } catch (error) {
      if (!(error instanceof FailureError) || error.failure.kind !== "unfinished") throw error;
      if (!told) onMaking();
      told = true;
      await step(until, 1_000 * (error.failure.retryAfter ?? 1));
    }
  }
}

const SENT: ReadonlySet<unknown> = new Set([undefined, "saved"]);

async function step(until: number, ms = STEP_MS): Promise<void> {
  if (Date.now() > until) throw new FailureError({ kind: "late" });
  await new Promise((resolve) => setTimeout(resolve, ms));
}
