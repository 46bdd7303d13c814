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
    /** Among the lines that were read; none of one that a person made. */
    readonly ord_num?: number;
  }[];
  readonly problem?: { readonly detail: string };
}

/** A page of a job's document as a reading like that of any picture, or why there is none. */
export function readingOfPage(job: string, number: number, answer: PageAnswer): Reading | Failure {
  if (answer.problem) return { kind: "document", detail: answer.problem.detail };
  const { text, width, height } = answer;
  // Older servers number no lines.
  const numbered = answer.lines.some(({ ord_num }) => ord_num !== undefined);
  const lines = answer.lines.map(({ text: words, confidence, points, ...line }): Line => {
    const ord = line.ord_num;
    return {
      ...{ text: words, confidence: confidence ?? 1, points },
      ...(ord !== undefined && { ord }),
      ...(numbered && ord === undefined && { made: true }),
      ...doubtsOfWords(words, line.words),
    };
  });
  return { id: `${job}-${number}`, text, width, height, lines, page: { job, number } };
}
