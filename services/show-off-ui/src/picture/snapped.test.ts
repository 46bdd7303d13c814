import { expect, it } from "vitest";
import type { TextLine } from "../lines/document";
import { snapped } from "./snapped";

const picture = { width: 400, height: 200 };
/** 10 px a letter. */
const line = (text: string, x: number, y: number): TextLine => ({
  id: text,
  text,
  gap: "",
  confidence: 1,
  box: [
    [x, y],
    [x + 10 * text.length, y],
    [x + 10 * text.length, y + 20],
    [x, y + 20],
  ],
});

it("cuts no word at its sides and no line that mostly lies in it", () => {
  const lines = [line("Fragment Summary", 100, 50)];
  const part = { x: 125, y: 55, width: 100, height: 30 };
  expect(snapped(part, lines, picture)).toEqual({ x: 100, y: 50, width: 160, height: 35 });
});

it("takes no more than the words it touches", () => {
  const lines = [line("one two three", 100, 50)];
  const part = { x: 150, y: 48, width: 15, height: 24 };
  expect(snapped(part, lines, picture)).toEqual({ x: 140, y: 48, width: 30, height: 24 });
});

it("leaves out lines that it only grazes, and those beside it", () => {
  const lines = [line("above", 100, 40), line("beside", 300, 60)];
  const part = { x: 90, y: 55, width: 100, height: 40 };
  expect(snapped(part, lines, picture)).toEqual(part);
});
