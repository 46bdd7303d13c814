import { bounds, type Rect } from "../picture/geometry";
import type { Document, TextLine } from "./document";

/** With a new line where it belongs by its place on the picture: into a row, or below another. */
export function inserted(document: Document, line: TextLine): Document {
  if (!line.box) return [...document, line];
  const here = bounds(line.box);
  const boxed = document.flatMap((other, place) =>
    other.box ? [{ place, box: bounds(other.box) }] : [],
  );
  const row = boxed.filter(({ box }) => besideEachOther(box, here));
  const left = nearest(row, ({ box }) => here.x - box.x);
  if (left) return put(document, left.place + 1, { ...line, gap: " " });
  const right = nearest(row, ({ box }) => box.x - here.x);
  if (right) return before(document, right.place, line);
  const above = boxed.filter(({ box }) => middle(box) < middle(here));
  const column = above.filter(({ box }) => overEachOther(box, here));
  const last = nearest(column.length > 0 ? column : above, ({ box }) => middle(here) - middle(box));
  if (!last) return before(document, 0, line, "\n");
  return put(document, rowEnd(document, last.place), { ...line, gap: "\n" });
}

/** In the place of another line, which then stands behind it. */
function before(document: Document, place: number, line: TextLine, gap = " "): Document {
  const next = document[place];
  if (!next) return [...document, line];
  return document.toSpliced(place, 1, { ...line, gap: next.gap }, { ...next, gap });
}

function put(document: Document, place: number, line: TextLine): Document {
  return document.toSpliced(place, 0, line);
}

/** Behind the last line of the row that a line is in. */
function rowEnd(document: Document, place: number): number {
  const next = document.findIndex(({ gap }, other) => other > place && gap.includes("\n"));
  return next < 0 ? document.length : next;
}

interface Placed {
  readonly place: number;
  readonly box: Rect;
}

/** The one at the least distance that is not negative. */
function nearest(lines: readonly Placed[], distance: (line: Placed) => number): Placed | undefined {
  return lines
    .filter((line) => distance(line) >= 0)
    .sort((one, other) => distance(one) - distance(other))[0];
}

function middle({ y, height }: Rect): number {
  return y + height / 2;
}

function besideEachOther(one: Rect, other: Rect): boolean {
  const common = Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y);
  return common > 0.5 * Math.min(one.height, other.height);
}

function overEachOther(one: Rect, other: Rect): boolean {
  return Math.min(one.x + one.width, other.x + other.width) > Math.max(one.x, other.x);
}
