import { expect, it } from "vitest";
import { doubtsOfWords, lineIn } from "./answer";

const line = {
  text: "14 M1ll 𝒳 Lane",
  confidence: 0.2,
  points: [[0, 0]] as [number, number][],
  box: { start_x: 0, start_y: 0, width: 1, height: 1 },
  script: "latin" as const,
  words: null,
  letters: null,
};
const word = (text: string, confidence: number) => ({ text, confidence, points: [] });

it("tells how sure the most doubtful word is, and which letters may be others", () => {
  const words = [word("14", 0.9), word("M1ll", 0.4), word("Lane", 0.8)];
  const letters = [
    { index: 4, confidence: 0.6, alternatives: [{ text: "i", confidence: 0.3 }] },
    { index: 10, confidence: 0.6, alternatives: [] },
  ];
  expect(lineIn({ ...line, words, letters })).toMatchObject({
    worst: 0.4,
    doubts: [
      { at: 4, length: 1, alternatives: ["i"] },
      { at: 11, length: 1, alternatives: [] },
    ],
  });
});

it("doubts words as a whole where no letters of theirs are doubted", () => {
  expect(
    lineIn({ ...line, words: [word("14", 0.9), word("M1ll", 0.4)], letters: [] }),
  ).toMatchObject({
    doubts: [{ at: 3, length: 4, alternatives: [] }],
  });
  expect(doubtsOfWords("no no", [word("no", 0.9), word("no", 0.1)]).doubts).toMatchObject([
    { at: 3 },
  ]);
});

it("keeps lines in letters that are not read, to be typed", () => {
  const unread = lineIn({ ...line, text: "", script: "unknown", words: [], letters: [] });
  expect(unread).toMatchObject({ text: "", unread: true });
});

it("knows of no doubts where the server tells of none", () => {
  expect(lineIn(line)).toEqual({ text: line.text, confidence: 0.2, points: [[0, 0]] });
});
