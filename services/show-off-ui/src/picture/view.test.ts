import { describe, expect, it } from "vitest";
import { fitted, onPicture, panned, revealing, zoomed } from "./view";

const stage = { width: 832, height: 632 };
const picture = { width: 1600, height: 1200 };
const whole = fitted(picture, stage);

describe("the view of a picture", () => {
  it("fits all of it, centred", () => {
    expect(whole).toEqual({ scale: 0.5, x: 16, y: 16 });
    expect(fitted({ width: 100, height: 50 }, stage)).toEqual({ scale: 2, x: 316, y: 266 });
  });

  it("keeps the point under the pointer where it is while zooming", () => {
    const before = onPicture([300, 200], whole);
    const near = zoomed(whole, 4, [300, 200], picture, stage);
    const after = onPicture([300, 200], near);
    expect(near.scale).toBe(2);
    expect(after[0]).toBeCloseTo(before[0]);
    expect(after[1]).toBeCloseTo(before[1]);
  });

  it("is never smaller than the whole picture nor larger than is of use", () => {
    expect(zoomed(whole, 0.1, [0, 0], picture, stage)).toEqual(whole);
    expect(zoomed(whole, 1000, [0, 0], picture, stage).scale).toBe(12);
  });

  it("cannot be moved off the stage", () => {
    const near = zoomed(whole, 4, [400, 300], picture, stage);
    expect(panned(near, 9999, 9999, picture, stage)).toMatchObject({ x: 16, y: 16 });
    expect(panned(near, -9999, 0, picture, stage).x).toBe(832 - 16 - 3200);
  });

  it("stays when the line to look at is readable and in sight", () => {
    const line = { x: 100, y: 100, width: 300, height: 40 };
    expect(revealing(whole, line, picture, stage)).toEqual(whole);
  });

  it("comes near enough to read a small line", () => {
    const line = { x: 1200, y: 1100, width: 120, height: 10 };
    const near = revealing(whole, line, picture, stage);
    expect(near.scale).toBeCloseTo(3);
    const [x, y] = onPicture([0, 0], near);
    const [right, bottom] = onPicture([stage.width, stage.height], near);
    expect(x).toBeLessThan(line.x);
    expect(y).toBeLessThan(line.y);
    expect(right).toBeGreaterThan(line.x + line.width);
    expect(bottom).toBeGreaterThan(line.y + line.height);
  });

  it("keeps all of a long small line in sight rather than enlarging it out of sight", () => {
    const line = { x: 0, y: 50, width: 1600, height: 10 };
    expect(revealing(whole, line, picture, stage).scale).toBe(0.5);
  });

  it("follows to the next line without changing its size", () => {
    const near = revealing(whole, { x: 100, y: 100, width: 120, height: 10 }, picture, stage);
    const next = revealing(near, { x: 100, y: 900, width: 120, height: 10 }, picture, stage);
    expect(next.scale).toBe(near.scale);
    expect(next.y).toBeLessThan(near.y);
  });
});
