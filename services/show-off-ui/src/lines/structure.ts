import { bounds, type Point } from "../picture/geometry";
import { type Document, saying, type TextLine, wider } from "./document";
import { doubtsWithin } from "./doubts";
import { newLine } from "./rewritten";

/** Documents with their lines split, joined, moved, added and removed; each is a new one. */

export function withText(document: Document, id: string, text: string): Document {
  return document.map((line) => (line.id === id ? saying(line, text) : line));
}

/** What stood beside or below the removed line keeps its distance. */
export function without(document: Document, id: string): Document {
  const place = placeOf(document, id);
  const gone = document[place];
  const next = document[place + 1];
  if (!gone) return document;
  const left = document.toSpliced(place, 1);
  return next ? left.with(place, { ...next, gap: wider(gone.gap, next.gap) }) : left;
}

/** The line split before its character `at`, its box in proportion; the second half is new. */
export function split(document: Document, id: string, at: number): Document {
  const place = placeOf(document, id);
  const parts = document[place] && parted(document[place], at);
  return parts ? document.toSpliced(place, 1, ...parts) : document;
}

/** A line in two, split before its character `at`; undefined where one of them would say nothing. */
export function parted(line: TextLine, at: number): readonly [TextLine, TextLine] | undefined {
  const [before, after] = [line.text.slice(0, at).trimEnd(), line.text.slice(at).trimStart()];
  if (!before || !after) return undefined;
  const [left, right] = line.box ? splitBox(line.box, at / line.text.length) : [];
  const { doubts = [], text } = line;
  const first = {
    ...line,
    text: before,
    ...(left && { box: left }),
    doubts: doubtsWithin(doubts, 0, before.length),
  };
  const second = {
    ...newLine(after, "\n"),
    ...(right && { box: right }),
    doubts: doubtsWithin(doubts, text.length - text.slice(at).trimStart().length, text.length),
  };
  return [first, second];
}

/** The line joined to the one before it, their boxes too. */
export function joined(document: Document, id: string): Document {
  const place = placeOf(document, id);
  const [before, line] = [document[place - 1], document[place]];
  return before && line ? document.toSpliced(place - 1, 2, together(before, line)) : document;
}

/** Two lines in one, under the name of the first. */
export function together(before: TextLine, line: TextLine): TextLine {
  const box = spanning(before, line);
  const text = [before.text, line.text].filter((part) => part !== "").join(" ");
  const shift = text.length - line.text.length;
  const doubts = [
    ...(before.doubts ?? []),
    ...(line.doubts ?? []).map((doubt) => ({ ...doubt, at: doubt.at + shift })),
  ];
  return { ...before, text, ...(box && { box }), doubts };
}

/** The line before its predecessor (-1) or behind its successor (1); rows stay as they are. */
export function moved(document: Document, id: string, step: 1 | -1): Document {
  const place = placeOf(document, id);
  const [line, other] = [document[place], document[place + step]];
  if (!line || !other) return document;
  return document
    .with(place, { ...other, gap: line.gap })
    .with(place + step, { ...line, gap: other.gap });
}

/** The line put at a place, counted from 0; rows and paragraphs stay where they are in the text. */
export function placedAt(document: Document, id: string, to: number): Document {
  const line = document.find((one) => one.id === id);
  if (!line) return document;
  const order = document.filter((one) => one !== line).toSpliced(to, 0, line);
  return order.map((one, place) => ({ ...one, gap: document[place]?.gap ?? "\n" }));
}

/** With a new line behind that one, at the start without one. */
export function added(document: Document, after: string | undefined, line: TextLine): Document {
  const place = after === undefined ? 0 : placeOf(document, after) + 1;
  const [next] = document.slice(place);
  const rest = place === 0 && next ? [{ ...next, gap: "\n" }] : next ? [next] : [];
  return document.toSpliced(place, rest.length, line, ...rest);
}

function placeOf(document: Document, id: string): number {
  return document.findIndex((line) => line.id === id);
}

function splitBox(box: readonly Point[], share: number): readonly (readonly Point[])[] {
  const [topLeft, topRight, bottomRight, bottomLeft] = box;
  if (!topLeft || !topRight || !bottomRight || !bottomLeft) return [];
  const above = between(topLeft, topRight, share);
  const below = between(bottomLeft, bottomRight, share);
  return [
    [topLeft, above, below, bottomLeft],
    [above, topRight, bottomRight, below],
  ];
}

function between([ax, ay]: Point, [bx, by]: Point, share: number): Point {
  return [ax + (bx - ax) * share, ay + (by - ay) * share];
}

/** Side by side: from the start of one to the end of the other; else all that both cover. */
function spanning(before: TextLine, line: TextLine): readonly Point[] | undefined {
  if (!before.box || !line.box) return before.box ?? line.box;
  const [topLeft, , , bottomLeft] = before.box;
  const [, topRight, bottomRight] = line.box;
  if (!line.gap.includes("\n") && topLeft && topRight && bottomRight && bottomLeft) {
    return [topLeft, topRight, bottomRight, bottomLeft];
  }
  const { x, y, width, height } = bounds([...before.box, ...line.box]);
  return [
    [x, y],
    [x + width, y],
    [x + width, y + height],
    [x, y + height],
  ];
}
