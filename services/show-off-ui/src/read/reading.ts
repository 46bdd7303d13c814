import type { Doubt } from "../lines/doubts";
import type { Point, Rect, Size } from "../picture/geometry";

/** One line of text, in pixels of the picture that is shown. */
export interface Line {
  /** The server's number of it, where that is not its place among the lines. */
  readonly ord?: number;
  /** A person made it in an earlier visit. */
  readonly made?: true;
  readonly text: string;
  /** How sure the reader is that all of it is right, 0 to 1. */
  readonly confidence: number;
  /** Likewise of its most doubtful word, where that is known. */
  readonly worst?: number;
  /** It is in letters that are not read: only its place is known. */
  readonly unread?: true;
  /** The letters that may be others, where they are known. */
  readonly doubts?: readonly Doubt[];
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
  /** How many pictures the file holds, of which the first was read; 1 where nobody says. */
  readonly pages?: number;
  /** Whether the server expects to read more of a larger picture; undefined where it says nothing of it. */
  readonly largerHelps?: boolean;
  readonly traceId?: string;
  /** The server keeps nothing of it. */
  readonly unkept?: true;
  /** The server keeps it as that page of a job's document, counted from 1. */
  readonly page?: { readonly job: string; readonly number: number };
  /** Where it was not the whole picture that was sent, or not in this size. */
  readonly placement?: Placement;
}

/** Whether the server keeps it as a picture that its id names: no sample, and no page of a document. */
export function isKeptPicture({ unkept, page }: Reading): boolean {
  return !unkept && !page;
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
  const placement = { region, sent };
  return { ...reading, width: shown.width, height: shown.height, lines, placement };
}

/** Points of the shown picture, moved to where they lie in what was sent. */
export function sentPoints(points: readonly Point[], placement: Placement | undefined): Point[] {
  const rounded = (value: number) => Math.round(value * 100) / 100;
  if (!placement) return points.map(([x, y]) => [rounded(x), rounded(y)]);
  const { region, sent } = placement;
  return points.map(([x, y]) => [
    rounded(((x - region.x) * sent.width) / region.width),
    rounded(((y - region.y) * sent.height) / region.height),
  ]);
}
