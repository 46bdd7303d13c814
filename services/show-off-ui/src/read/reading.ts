import type { Point, Rect, Size } from "../picture/geometry";

/** One line of text, in pixels of the picture that is shown. */
export interface Line {
  readonly text: string;
  /** How sure the reader is, 0 to 1. */
  readonly confidence: number;
  /** Corners, clockwise from the top left of the text's own direction. */
  readonly points: readonly Point[];
}

/** What was read in a picture. */
export interface Reading extends Size {
  readonly id: string;
  readonly text: string;
  readonly lines: readonly Line[];
  /** Where it was corrected in an earlier visit: how it stands since. */
  readonly corrected?: { readonly text: string; readonly lines: readonly string[] };
  readonly traceId?: string;
}

/** Where, in the shown picture, the part lies that was sent, and at what size it was sent. */
export interface Placement {
  readonly region: Rect;
  readonly sent: Size;
}

/** A reading of what was sent, moved to where that lies in the shown picture. */
export function placed(reading: Reading, { region, sent }: Placement, shown: Size): Reading {
  const scaleX = region.width / sent.width;
  const scaleY = region.height / sent.height;
  const move = ([x, y]: Point): Point => [region.x + x * scaleX, region.y + y * scaleY];
  const lines = reading.lines.map((line) => ({ ...line, points: line.points.map(move) }));
  return { ...reading, width: shown.width, height: shown.height, lines };
}
