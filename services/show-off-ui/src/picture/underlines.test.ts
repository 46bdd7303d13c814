import { expect, it } from "vitest";
import { underlines } from "./underlines";

const box = [
  [0, 0],
  [100, 0],
  [100, 20],
  [0, 20],
] as const;
const line = { id: "0", text: "14 M1ll St", gap: "", confidence: 0.3, box };
const doubt = (at: number) => ({ at, length: 1, alternatives: [] });

it("underlines the words that letters are doubted in, each once", () => {
  const marked = { ...line, doubts: [doubt(4), doubt(6)] };
  expect(underlines(marked)).toBe("M30 20L70 20");
});

it("underlines all of a line of which no letters are known", () => {
  expect(underlines(line)).toBe("M0 20L100 20");
  expect(underlines({ ...line, text: "" })).toBe("");
});
