import { describe, expect, it } from "vitest";
import type { Point } from "./geometry";
import { type Levelled, levelled } from "./levelled";

const room = { width: 400, height: 56 };

function shown({ matrix: [a, b, c, d, e, f] }: Levelled, [x, y]: Point): Point {
  return [a * x + c * y + e, b * x + d * y + f];
}

describe("a line cut out level", () => {
  it("fills the height there is, with room around it", () => {
    const cut = levelled(
      [
        [100, 50],
        [200, 50],
        [200, 70],
        [100, 70],
      ],
      room,
      0,
    );
    expect(cut.size.height).toBeCloseTo(56);
    const [x, y] = shown(cut, [100, 50]);
    expect(x).toBeCloseTo(0.6 * 20 * (56 / 32));
    expect(y).toBeCloseTo(0.3 * 20 * (56 / 32));
  });

  it("is turned so that its text runs to the right", () => {
    // Upwards on the picture: its top left is at the bottom.
    const cut = levelled(
      [
        [50, 200],
        [50, 100],
        [70, 100],
        [70, 200],
      ],
      room,
      0,
    );
    const [start, end] = [shown(cut, [50, 200]), shown(cut, [50, 100])];
    expect(end[1]).toBeCloseTo(start[1]);
    expect(end[0] - start[0]).toBeCloseTo(cut.lineWidth);
  });

  it("stays legible where it is long, with the place that is looked at in sight", () => {
    const long = [
      [0, 0],
      [2000, 0],
      [2000, 20],
      [0, 20],
    ] as const;
    const [first, last] = [levelled(long, room, 0), levelled(long, room, 1)];
    expect(first.size.height).toBeCloseTo(30);
    expect(first.size.width).toBe(400);
    expect(shown(first, [0, 0])[0]).toBeGreaterThan(0);
    expect(shown(last, [2000, 0])[0]).toBeLessThan(400);
    expect(shown(last, [2000, 0])[0]).toBeGreaterThan(200);
  });
});
