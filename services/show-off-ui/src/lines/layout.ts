import type { Correction } from "../api/client";
import { type Reading, sentPoints } from "../read/reading";
import { type Document, documentOf } from "./document";

/** All lines as they stand, as the server keeps them. */
export type Layout = NonNullable<Correction["layout"]>;

/**
 * A document as the server is told of it, in pixels of the picture that was sent; undefined where
 * all lines stand as they were read, in their order. Of a page of a document all is always told.
 */
export function layoutOf(document: Document, reading: Reading): Layout | undefined {
  const layout = wholeLayout(document, reading);
  const read = documentOf(reading.text, reading.lines).map(({ id }) => id);
  const asRead = !isUnknown(reading) && read.join() === document.map(({ id }) => id).join();
  return asRead && layout.every(({ points }) => points === null) ? undefined : layout;
}

/** Of a text that was corrected in an earlier visit nobody knows here how it was read. */
function isUnknown({ corrected, page }: Reading): boolean {
  return corrected !== undefined || page !== undefined;
}

/** All lines of a document, whether they stand as they were read or not. */
export function wholeLayout(document: Document, reading: Reading): Layout {
  const read = new Map(documentOf(reading.text, reading.lines).map((line) => [line.id, line]));
  return document.map(({ id, text, box, gap }, place) => {
    const known = read.get(id);
    const moved = box && (isUnknown(reading) || JSON.stringify(box) !== JSON.stringify(known?.box));
    const [a, b, c, d] = moved ? sentPoints(box, reading.placement) : [];
    return {
      ord_num: known ? Number(id) : null,
      text,
      points:
        a && b && c && d
          ? ([a, b, c, d].map(([x, y]) => [x, y]) as Layout[number]["points"])
          : null,
      separator: place === 0 ? "" : separatorOf(gap),
    };
  });
}

function separatorOf(gap: string): Layout[number]["separator"] {
  const rows = gap.split("\n").length - 1;
  return rows === 0 ? " " : rows === 1 ? "\n" : "\n\n";
}
