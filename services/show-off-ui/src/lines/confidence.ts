import type { TextLine } from "./document";

/**
 * A line whose most doubtful word is less sure than this is to be checked: more than two of three
 * such lines have an error. `docs/interface.md` has the figures.
 */
export const DOUBTFUL_BELOW = 0.65;

/** Whether a line is to be checked, and nobody has yet. */
export function isDoubtful({ id, confidence }: TextLine, checked: ReadonlySet<string>): boolean {
  return confidence < DOUBTFUL_BELOW && !checked.has(id);
}
