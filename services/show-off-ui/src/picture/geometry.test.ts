import { describe, expect, it } from "vitest";
import { bounds, inside, spanned } from "./geometry";

describe("rectangles on a picture", () => {
  it("surround a sloped line", () => {
    const line = [
      [10, 20],
      [110, 0],
      [114, 20],
      [14, 40],
    ] as const;
    expect(bounds(line)).toEqual({ x: 10, y: 0, width: 104, height: 40 });
  });

  it("are the same from whichever corner they were drawn", () => {
    expect(spanned([30, 5], [10, 25])).toEqual(spanned([10, 25], [30, 5]));
  });

  it("are cut at the picture's edges", () => {
    const drawn = { x: -10.4, y: 90, width: 60, height: 60 };
    expect(inside(drawn, { width: 100, height: 100 })).toEqual({
      x: 0,
      y: 90,
      width: 50,
      height: 10,
    });
  });

  it("keep a pixel even when drawn wholly outside", () => {
    const drawn = { x: 500, y: 500, width: 5, height: 5 };
    expect(inside(drawn, { width: 100, height: 100 })).toEqual({
      x: 99,
      y: 99,
      width: 1,
      height: 1,
    });
  });
});
