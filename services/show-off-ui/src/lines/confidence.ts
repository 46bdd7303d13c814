import type { TextLine } from "./document";

/**
 * Lines that are less sure than this are marked to be checked. Confidences are calibrated, so that
 * about one in five lines just above it has an error somewhere.
 */
export const DOUBTFUL_BELOW = 0.8;

/** Whether a line is to be checked, and nobody has yet. */
export function isDoubtful({ id, confidence }: TextLine, checked: ReadonlySet<string>): boolean {
  return confidence < DOUBTFUL_BELOW && !checked.has(id);
}
