import { DOUBTFUL_BELOW } from "../lines/confidence";
import type { Doubt } from "../lines/doubts";
import type { Line } from "../read/reading";
import type { components } from "./schema";

type LineAnswer = components["schemas"]["ReadAnswer.LineAnswer"];

/** A word as the server tells it, sure or not known to be. */
interface Word {
  readonly text: string;
  readonly confidence: number | null;
}

/** A line as the server tells it of a picture that was just read. */
export function lineIn({ text, confidence, points, script, words, letters }: LineAnswer): Line {
  const doubted = letters?.map(({ index, alternatives }): Doubt => {
    const characters = [...text]; // the server's, which are not JavaScript's
    const before = characters.slice(0, index).join("");
    const others = alternatives.map((other) => other.text);
    return { at: before.length, length: characters[index]?.length ?? 1, alternatives: others };
  });
  const ofWords = words && doubtsOfWords(text, words);
  return {
    text,
    confidence,
    points: points.map(([x = 0, y = 0]) => [x, y] as const),
    ...(script === "unknown" && { unread: true }),
    ...ofWords,
    ...(doubted && doubted.length > 0 && { doubts: doubted }),
  };
}

/** How sure the most doubtful word is, and the doubtful ones, each as a whole. */
export function doubtsOfWords(
  text: string,
  words: readonly Word[],
): Pick<Line, "worst" | "doubts"> {
  if (words.length === 0) return {};
  let end = 0;
  const doubts = words.flatMap(({ text: word, confidence }) => {
    const at = text.indexOf(word, end);
    if (at < 0) return [];
    end = at + word.length;
    const doubtful = (confidence ?? 1) < DOUBTFUL_BELOW;
    return doubtful ? [{ at, length: word.length, alternatives: [] }] : [];
  });
  return { worst: Math.min(...words.map(({ confidence }) => confidence ?? 1)), doubts };
}
