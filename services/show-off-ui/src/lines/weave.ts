/**
 * The lines of a reading and its text are two views of the same words: the text says how the lines
 * are put together (line ends, gaps between columns of a row, blank lines between paragraphs).
 * These functions carry a change from one view to the other.
 */

interface Span {
  readonly start: number;
  readonly end: number;
}

/** Where each line stands in the text, in order; undefined for a line that is not found. */
export function locate(text: string, lines: readonly string[]): (Span | undefined)[] {
  let cursor = 0;
  return lines.map((line) => {
    const start = text.indexOf(line, cursor);
    if (start < 0) return undefined;
    cursor = start + line.length;
    return { start, end: cursor };
  });
}

/** The text after one of its lines has changed; itself where the line is not found in it. */
export function replaceLine(
  text: string,
  lines: readonly string[],
  index: number,
  next: string,
): string {
  const span = locate(text, lines)[index];
  return span ? text.slice(0, span.start) + next + text.slice(span.end) : text;
}

/**
 * The lines after their text was edited as a whole. A line follows the text as long as what stands
 * between the lines is untouched; otherwise the lines stay as they are and only the text changes.
 */
export function linesOf(edited: string, text: string, lines: readonly string[]): string[] {
  const gaps = gapsAfter(text, lines);
  const followed = gaps && cut(edited, gaps);
  const certain = followed?.every(
    (line, index) =>
      !line.includes("\n") &&
      // A gap within a row may be a single space: a word more or less beside it is ambiguous.
      [gaps?.[index - 1], gaps?.[index]].every(
        (gap) => !gap || gap.includes("\n") || count(line, gap) === count(lines[index] ?? "", gap),
      ),
  );
  return followed && certain ? followed : [...lines];
}

/** What stands after each line up to the next one; undefined if lines cannot be told apart. */
function gapsAfter(text: string, lines: readonly string[]): string[] | undefined {
  const spans = locate(text, lines);
  const gaps: string[] = [];
  for (const [index, span] of spans.entries()) {
    const last = index === spans.length - 1;
    if (!span) return undefined;
    const gap = text.slice(span.end, last ? text.length : spans[index + 1]?.start);
    if (gap === "" && !last) return undefined;
    gaps.push(gap);
  }
  return gaps;
}

/** The pieces of a text between the gaps, in order; undefined if a gap is missing. */
function cut(text: string, gaps: readonly string[]): string[] | undefined {
  const pieces: string[] = [];
  let cursor = 0;
  for (const [index, gap] of gaps.entries()) {
    const last = index === gaps.length - 1;
    const end = last ? text.length - gap.length : text.indexOf(gap, cursor);
    if (end < cursor || !text.startsWith(gap, end)) return undefined;
    pieces.push(text.slice(cursor, end));
    cursor = end + gap.length;
  }
  return pieces;
}

function count(text: string, part: string): number {
  return text.split(part).length - 1;
}

/** Lines that stand side by side, by their numbers from 0. */
export interface Row {
  readonly lines: readonly number[];
  /** Whether a blank line stands before it. */
  readonly startsParagraph: boolean;
}

/** The rows that the text puts the lines into. A line that is not found has a row of its own. */
export function rowsOf(text: string, lines: readonly string[]): Row[] {
  const rows: { lines: number[]; startsParagraph: boolean }[] = [];
  let previousEnd = 0;
  for (const [index, span] of locate(text, lines).entries()) {
    const gap = span ? text.slice(previousEnd, span.start) : "\n";
    const row = rows.at(-1);
    if (row && !gap.includes("\n")) row.lines.push(index);
    else rows.push({ lines: [index], startsParagraph: /\n[^\S\n]*\n/.test(gap) });
    previousEnd = span?.end ?? previousEnd;
  }
  return rows;
}
