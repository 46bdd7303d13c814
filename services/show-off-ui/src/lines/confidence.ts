/**
 * Lines that are less sure than this are marked to be checked. Confidences are calibrated, so that
 * about one in five lines just above it has an error somewhere.
 */
const DOUBTFUL_BELOW = 0.8;

export function isDoubtful(confidence: number): boolean {
  return confidence < DOUBTFUL_BELOW;
}
