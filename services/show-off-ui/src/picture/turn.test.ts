import { describe, expect, it } from "vitest";
import type { Point } from "./geometry";
import { straightRect, type Turn, turnedPoint, turnedRect, turnedSize, uprightTurn } from "./turn";

const size = { width: 40, height: 30 };
const TURNS: readonly Turn[] = [0, 90, 180, 270];

describe("a picture turned clockwise", () => {
  it("has its top left corner go round", () => {
    expect(TURNS.map((turn) => turnedPoint([0, 0], size, turn))).toEqual([
      [0, 0],
      [30, 0],
      [40, 30],
      [0, 40],
    ]);
    expect(turnedSize(size, 90)).toEqual({ width: 30, height: 40 });
  });

  it.each(TURNS)("has rectangles where they were once it is turned back (%d)", (turn) => {
    const rect = { x: 3, y: 4, width: 10, height: 5 };
    expect(straightRect(turnedRect(rect, size, turn), size, turn)).toEqual(rect);
  });
});

describe("the turn that has text upright", () => {
  /** A line that runs from one point to another. */
  const line = (start: Point, end: Point) => ({ points: [start, end] });

  it("turns back what runs sideways or upside down", () => {
    expect(uprightTurn([line([0, 0], [50, 3])])).toBe(0);
    expect(uprightTurn([line([0, 0], [0, 50])])).toBe(270);
    expect(uprightTurn([line([0, 50], [0, 0])])).toBe(90);
    expect(uprightTurn([line([50, 0], [0, 0])])).toBe(180);
  });

  it("leaves a picture as it is where text runs in several directions, or there is none", () => {
    expect(uprightTurn([line([0, 0], [0, 50]), line([0, 0], [50, 0])])).toBe(0);
    expect(uprightTurn([])).toBe(0);
  });

  it("goes by most of the text, not by each line", () => {
    expect(uprightTurn([line([0, 0], [0, 90]), line([0, 0], [9, 0])])).toBe(270);
  });
});
