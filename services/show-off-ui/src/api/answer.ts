import type { Doubt } from "../lines/doubts";
import type { Line } from "../read/reading";
import type { components } from "./schema";

type LineAnswer = components["schemas"]["ReadAnswer.LineAnswer"];

/** A line as the server tells it of a picture that was just read. */
export function lineIn({ text, confidence, points, words, letters }: LineAnswer): Line {
  const doubts = letters?.map(({ index, alternatives }): Doubt => {
    const before = [...text].slice(0, index).join(""); // its characters are not JavaScript's
    const letter = [...text][index] ?? "";
    const others = alternatives.map((other) => other.text);
    return { at: before.length, length: letter.length, alternatives: others };
  });
  return {
    text,
    confidence,
    points: points.map(([x = 0, y = 0]) => [x, y] as const),
    ...(words && words.length > 0 && { worst: worstOf(words) }),
    ...(doubts && { doubts }),
  };
}

export function worstOf(words: readonly { readonly confidence: number }[]): number {
  return Math.min(...words.map((word) => word.confidence));
}
