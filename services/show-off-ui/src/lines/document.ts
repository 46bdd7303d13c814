import type { Point } from "../picture/geometry";
import type { Line } from "../read/reading";
import { type Doubt, doubtsAfter } from "./doubts";

/** One line of a text: what it says, where it stands in the picture, what parts it from the last. */
export interface TextLine {
  /** A line that was read is named by its number from 0, one that a person made by anything else. */
  readonly id: string;
  readonly text: string;
  /** As in `Line.points`; undefined where a person wrote what stands nowhere in the picture. */
  readonly box?: readonly Point[];
  /** What stands between the line before and this one: white space, "\n" in it if a row begins. */
  readonly gap: string;
  /**
   * Of what was recognised, of its most doubtful word where that is known, 0 to 1; what a person
   * wrote is certain.
   */
  readonly confidence: number;
  /** It was found, but is in letters that are not read. */
  readonly unread?: true;
  /** The letters of it that may be others. */
  readonly doubts?: readonly Doubt[];
}

/** The line with another text; letters that stayed are as doubtful as before. */
export function saying(line: TextLine, text: string): TextLine {
  if (!line.doubts) return { ...line, text };
  return { ...line, text, doubts: doubtsAfter(line.doubts, line.text, text) };
}

/** The text of a picture: its lines in order. All views of it are made from this one list. */
export type Document = readonly TextLine[];

/** The text of all lines; one that is empty takes no room, and rows and paragraphs stay apart. */
export function textOf(document: Document): string {
  let text = "";
  let gap = "";
  for (const line of document) {
    gap = wider(gap, line.gap);
    if (line.text === "") continue;
    text += text === "" ? line.text : gap + line.text;
    gap = "";
  }
  return text;
}

/** Where each line stands in the text, by its id; one that is empty stands nowhere. */
export function spansOf(document: Document): Map<string, { start: number; end: number }> {
  const spans = new Map<string, { start: number; end: number }>();
  let end = 0;
  let gap = "";
  for (const { id, text, gap: before } of document) {
    gap = wider(gap, before);
    if (text === "") continue;
    const start = spans.size === 0 ? 0 : end + gap.length;
    end = start + text.length;
    spans.set(id, { start, end });
    gap = "";
  }
  return spans;
}

/** What was read, as a document. Its text is its lines in order, separated by white space. */
export function documentOf(text: string, lines: readonly Line[]): Document {
  let rest = text;
  return lines.map((line, index) => {
    const gap = /^\s*/.exec(rest)?.[0] ?? "";
    const found = rest.startsWith(line.text, gap.length);
    if (found) rest = rest.slice(gap.length + line.text.length);
    return {
      id: line.made ? `+${index}` : String(line.ord ?? index),
      text: line.text,
      box: line.points,
      gap: index === 0 ? "" : (found && gap) || "\n",
      confidence: line.worst ?? line.confidence,
      ...(line.unread && { unread: true as const }),
      ...(line.doubts && { doubts: line.doubts }),
    };
  });
}

/** Lines that stand side by side. */
export interface Row {
  readonly lines: readonly TextLine[];
  /** Whether a blank line stands before it. */
  readonly startsParagraph: boolean;
}

export function rowsOf(document: Document): Row[] {
  const rows: { lines: TextLine[]; startsParagraph: boolean }[] = [];
  for (const line of document) {
    const row = rows.at(-1);
    if (row && !line.gap.includes("\n")) row.lines.push(line);
    else rows.push({ lines: [line], startsParagraph: /\n[^\S\n]*\n/.test(line.gap) });
  }
  return rows;
}

/** The lines that were read and differ between two documents; one that is gone says nothing. */
export function changedLines(before: Document, after: Document): Map<string, string> {
  const then = new Map(before.map(({ id, text }) => [id, text]));
  const now = new Map(after.map(({ id, text }) => [id, text]));
  const ids = new Set([...then.keys(), ...now.keys()]);
  return new Map(
    [...ids].filter((id) => then.get(id) !== now.get(id)).map((id) => [id, now.get(id) ?? ""]),
  );
}

/** Of two gaps the one that parts more. */
export function wider(one: string, other: string): string {
  const rows = (gap: string) => gap.split("\n").length;
  return rows(other) >= rows(one) ? other : one;
}
