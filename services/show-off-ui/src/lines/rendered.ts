import { type FormatName, fetchFormat, findInHistory } from "../api/client";
import { FailureError, failureIn } from "../api/failure";
import { outbox } from "./outbox";
import { inFewFiles } from "./together";

/** What the server renders, with the endings of the files. */
export const ENDINGS: ReadonlyMap<FormatName, string> = new Map([
  ["text", "txt"],
  ["pdf", "pdf"],
  ["csv", "csv"],
  ["markdown", "md"],
  ["hocr", "hocr"],
  ["alto", "alto.xml"],
  ["page", "page.xml"],
  ["json", "json"],
]);

/** Of these, those that a picture's text is not made into here. */
export const RENDERED = [...ENDINGS].filter(([format]) => format !== "text" && format !== "json");

/** A correction is stored a moment after it was accepted. */
const STEP_MS = 300;
const TRIES = 30;

/** A reading as it stands here. */
interface Standing {
  readonly id: string;
  readonly text: string;
}

/**
 * A reading in a format that the server renders, with the latest corrections in it.
 *
 * @throws FailureError, of kind `late` where the corrections are not stored within some seconds.
 */
export async function rendered(standing: Standing, format: FormatName): Promise<Blob> {
  await outbox.flush(true);
  await stored(standing);
  return fetchFormat([standing.id], format);
}

/** Several in as few files as may be, a page each; throws as `rendered`. */
export async function renderedTogether(
  all: readonly Standing[],
  format: FormatName,
): Promise<Blob[]> {
  await outbox.flush(true);
  for (const standing of all) await stored(standing);
  const ids = all.map(({ id }) => id);
  return inFewFiles(ids, (some) => fetchFormat(some, format));
}

/** Waits until the server answers with what stands here. */
async function stored({ id, text }: Standing): Promise<void> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const kept = await findInHistory(id).catch((error: unknown) => {
      // Just read: it is there in a moment.
      if (failureIn(error).kind === "gone") return undefined;
      throw error;
    });
    if (kept && kept.state === "stored" && same(kept.text, text)) return;
    await new Promise((resolve) => setTimeout(resolve, STEP_MS));
  }
  throw new FailureError({ kind: "late" });
}

/** But for white space: a text that was never corrected is put together by the server. */
function same(one: string, other: string): boolean {
  return one.replaceAll(/\s+/g, " ").trim() === other.replaceAll(/\s+/g, " ").trim();
}
