import type { Line, Reading } from "../read/reading";
import { doubtsOfWords } from "./answer";
import type { Failure } from "./failure";

/** A page of a document, as the server's JSON has it (docs/formats.md). */
export interface PageAnswer {
  readonly text: string;
  readonly width: number;
  readonly height: number;
  readonly lines: readonly {
    readonly text: string;
    /** None of text that the document had itself. */
    readonly confidence: number | null;
    readonly points: readonly (readonly [number, number])[];
    readonly words: readonly { readonly text: string; readonly confidence: number | null }[];
  }[];
  readonly problem?: { readonly detail: string };
}

/** A page as a reading like that of any picture, or why there is none. */
export function readingOfPage(id: string, page: PageAnswer): Reading | Failure {
  if (page.problem) return { kind: "document", detail: page.problem.detail };
  const { text, width, height } = page;
  const lines = page.lines.map(({ text: words, confidence, points, words: each }): Line => {
    const line = { text: words, confidence: confidence ?? 1, points };
    return { ...line, ...doubtsOfWords(words, each) };
  });
  // What is kept of it is the document, not a picture that corrections could be sent for.
  return { id, text, width, height, lines, unkept: true };
}
