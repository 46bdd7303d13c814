import { bounds } from "../picture/geometry";
import type { Row, TextLine } from "./document";

/** Where a line of a row stands in the list. */
export interface Cell {
  readonly line: TextLine;
  /** Its share of the row's width, up to where the next one begins. */
  readonly share: number;
  /** Whether it ends where its neighbours above and below do, as figures do, not begins there. */
  readonly atEnd: boolean;
}

/** About how wide a text is in print, in em. */
export function widthOf(text: string): number {
  const wide = text.match(/[\p{Lu}@%&mw—]/gu)?.length ?? 0;
  return 0.52 * text.length + 0.24 * wide;
}

/** The least width of one of so many cells: no word is broken, and up to its part no line. */
export function leastWidth(text: string, cells: number): string {
  const word = Math.max(...text.split(/\s+/).map(widthOf));
  const part = `(100% - ${cells - 1} * 0.5rem) / ${cells}`;
  return `max(min(${word}em + 1.25rem, 100%), min(${widthOf(text)}em + 1.25rem, ${part}))`;
}

/** How near two edges are to be the same, as a share of the text's width. */
const NEAR = 0.025;

/** The cells of each row, spread as they stand in the picture, so that columns are columns. */
export function cellsOf(rows: readonly Row[]): Cell[][] {
  const all = rows.flatMap(({ lines }) => lines);
  const boxes = new Map(all.map((line) => [line.id, line.box && bounds(line.box)]));
  const known = [...boxes.values()].filter((box) => box !== undefined);
  const left = Math.min(...known.map(({ x }) => x));
  const right = Math.max(...known.map(({ x, width }) => x + width));
  const width = Math.max(1, right - left);
  const start = ({ id }: TextLine) => ((boxes.get(id)?.x ?? left) - left) / width;
  const end = ({ id }: TextLine) => {
    const box = boxes.get(id);
    return box ? (box.x + box.width - left) / width : 1;
  };
  const lasts = rows
    .filter(({ lines }) => lines.length > 1)
    .flatMap(({ lines }) => lines.slice(-1));
  const alike = (line: TextLine, edge: (line: TextLine) => number) =>
    lasts.filter((other) => Math.abs(edge(other) - edge(line)) < NEAR).length;
  return rows.map(({ lines }) =>
    lines.map((line, place) => {
      const next = lines[place + 1];
      const last = lines.length > 1 && next === undefined;
      const from = place === 0 ? 0 : start(line);
      return {
        line,
        share: Math.max(0.05, (next ? start(next) : 1) - from),
        // Figures as wide as each other begin and end alike: then the end counts.
        atEnd: last && alike(line, end) - (/\p{L}/u.test(line.text) ? 1 : 0) >= alike(line, start),
      };
    }),
  );
}
