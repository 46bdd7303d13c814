import { describe, expect, it } from "vitest";
import { byKey, dragged, drawn, moved, startingRegion } from "./region";

const picture = { width: 1000, height: 500 };
const region = { x: 100, y: 100, width: 200, height: 100 };

describe("the region to read", () => {
  it("begins in the middle, for those who use keys", () => {
    expect(startingRegion(picture)).toEqual({ x: 200, y: 150, width: 600, height: 200 });
  });

  it("is drawn in any direction and stays on the picture", () => {
    expect(drawn([300, 200], [-50, 100], picture)).toEqual({
      x: 0,
      y: 100,
      width: 300,
      height: 100,
    });
  });

  it("keeps its size when pushed against an edge", () => {
    expect(moved(region, 5000, -5000, picture)).toEqual({ x: 800, y: 0, width: 200, height: 100 });
  });

  it("is resized by the side that is dragged", () => {
    expect(dragged(region, "w", -50, 99, picture)).toEqual({ ...region, x: 50, width: 250 });
    expect(dragged(region, "se", 10, 20, picture)).toEqual({ ...region, width: 210, height: 120 });
  });

  it("turns over when a side is dragged past its opposite", () => {
    expect(dragged(region, "e", -250, 0, picture)).toEqual({ ...region, x: 50, width: 50 });
  });

  it("moves with arrow keys and changes its size with Shift", () => {
    expect(byKey(region, "ArrowRight", false, picture)).toEqual({ ...region, x: 120 });
    expect(byKey(region, "ArrowDown", true, picture)).toEqual({ ...region, height: 120 });
    expect(byKey(region, "ArrowLeft", true, picture)).toEqual({ ...region, width: 180 });
    expect(byKey(region, "Enter", false, picture)).toBeUndefined();
  });
});
