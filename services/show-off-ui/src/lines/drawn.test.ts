import { describe, expect, it } from "vitest";
import type { Line } from "../read/reading";
import { aroundLine, drawnLine } from "./drawn";

function line(text: string, x: number, y: number): Line {
  const points = [
    [x, y],
    [x + 50, y + 1],
    [x + 50, y + 11],
    [x, y + 10],
  ] as const;
  return {
    text,
    confidence: 0.9,
    worst: 0.6,
    points,
    doubts: [{ at: 0, length: 1, alternatives: ["x"] }],
  };
}

const drawn = { x: 0, y: 0, width: 200, height: 20 };

describe("a drawn line", () => {
  it("is the one that was read there, where that stands", () => {
    const { text, box, confidence } = drawnLine(drawn, {
      lines: [line("Total", 5, 3), line("below", 5, 40)],
    });
    expect(text).toBe("Total");
    expect(box).toEqual(line("", 5, 3).points);
    expect(confidence).toBe(0.6);
  });

  it("joins what was read in several pieces, with their doubts", () => {
    const { text, box, doubts } = drawnLine(drawn, {
      lines: [line("Total", 5, 3), line("2.50", 90, 3)],
    });
    expect(text).toBe("Total 2.50");
    expect(doubts?.map(({ at }) => at)).toEqual([0, 6]);
    expect(box?.[2]).toEqual([200, 20]);
  });

  it("is empty where nothing was read, to be typed", () => {
    expect(drawnLine(drawn, { lines: [] })).toMatchObject({ text: "", confidence: 1 });
  });

  it("is read with some room around it, within the picture", () => {
    expect(
      aroundLine({ x: 0, y: 50, width: 100, height: 20 }, { width: 105, height: 200 }),
    ).toEqual({
      x: 0,
      y: 40,
      width: 105,
      height: 40,
    });
  });
});
