import { type Document, type Row, rowsOf, textOf } from "./document";

/** A text as something else takes it: each made of the same list of lines. */

/** One line for each paragraph, words that were parted at a row's end joined again. */
export function asParagraphs(document: Document): string {
  return textOf(document)
    .split(/\n[^\S\n]*\n\s*/)
    .map((paragraph) => paragraph.replaceAll(/(\p{Ll})-\n(\p{Ll})/gu, "$1$2"))
    .map((paragraph) => paragraph.replaceAll(/\s+/g, " ").trim())
    .join("\n\n");
}

const FORMULA = /^[=+\-@＝＋－＠]/;
const NUMBER = /^(?:[+-] ?[€$£¥]? ?\d[\d.,'’ ]* ?[€$£¥%]?|[+-])$/;

/**
 * A row each, its lines parted by tabs, as spreadsheets take them. As in the server's CSV an
 * apostrophe stands before what they would compute, unless it is a plain number.
 */
export function asTable(document: Document): string {
  return filled(document)
    .map(({ lines }) => lines.map(({ text }) => asCell(text)).join("\t"))
    .join("\n");
}

function asCell(text: string): string {
  const cell = text.replaceAll(/\s+/g, " ");
  return FORMULA.test(cell) && !NUMBER.test(cell) ? `'${cell}` : cell;
}

/** Markdown: rows of several lines as tables, all else as paragraphs. */
export function asMarkdown(document: Document): string {
  const blocks: { rows: Row[]; columns: number }[] = [];
  for (const row of filled(document)) {
    const columns = row.lines.length;
    const last = blocks.at(-1);
    if (last && !row.startsParagraph && last.columns > 1 === columns > 1) {
      last.rows.push(row);
      last.columns = Math.max(last.columns, columns);
    } else blocks.push({ rows: [row], columns });
  }
  return blocks
    .map(({ rows, columns }) => (columns > 1 ? tableOf(rows, columns) : plain(rows)))
    .join("\n\n");
}

function plain(rows: readonly Row[]): string {
  return rows.map(({ lines }) => lines.map(({ text }) => escaped(text)).join(" ")).join("  \n");
}

function tableOf(rows: readonly Row[], columns: number): string {
  const cells = rows.map(({ lines }) => [
    ...lines.map(({ text }) => escaped(text).replaceAll("|", "\\|")),
    ...Array<string>(columns - lines.length).fill(""),
  ]);
  const rule = Array<string>(columns).fill("---");
  const [head = [], ...body] = cells;
  return [head, rule, ...body].map((row) => `| ${row.join(" | ")} |`).join("\n");
}

/** What Markdown would take for something else. */
function escaped(text: string): string {
  return text
    .replaceAll(/[\\`*_<>[\]#]/g, "\\$&")
    .replaceAll(/\s+/g, " ")
    .replace(/^(\d+)([.)])(\s|$)/, "$1\\$2$3")
    .replace(/^([-+])(\s|$)/, "\\$1$2");
}

function filled(document: Document): readonly Row[] {
  return rowsOf(document.filter(({ text }) => text !== ""));
}
