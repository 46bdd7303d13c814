import type { Reading } from "../read/reading";
import { type Document, documentOf, textOf } from "./document";

/** The text as a file: one line end at the end, as editors have it. */
export function asTextFile(text: string): Blob {
  return new Blob([text.trimEnd(), "\n"], { type: "text/plain;charset=utf-8" });
}

/** Lines with their places, as the API answers them, with the corrections in them. */
export function asJsonFile(reading: Reading, document: Document): Blob {
  return jsonFile(contentOf(reading, document));
}

/** Likewise of all pages of a document. */
export function asJsonPages(
  pages: readonly { readonly reading: Reading; readonly lines: Document }[],
): Blob {
  return jsonFile({ pages: pages.map(({ reading, lines }) => contentOf(reading, lines)) });
}

function jsonFile(content: object): Blob {
  return new Blob([JSON.stringify(content, null, 2), "\n"], { type: "application/json" });
}

function contentOf(reading: Reading, document: Document): object {
  const { id, width, height } = reading;
  const read = new Map(documentOf(reading.text, reading.lines).map((line) => [line.id, line.text]));
  const lines = document.map(({ id, text, confidence, box }) => {
    const recognized = read.get(id);
    const corrected = recognized !== undefined && recognized !== text;
    return { text, confidence, points: box, ...(corrected && { recognized }) };
  });
  return { id, text: textOf(document), width, height, lines };
}

/** A picture's name with another ending. */
export function renamed(name: string, ending: string): string {
  const base = name.replace(/\.[^.]{1,5}$/, "").trim();
  return `${base || "text"}.${ending}`;
}

export function download(file: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1_000);
}
