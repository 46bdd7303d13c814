import { describe, expect, it } from "vitest";
import { bySet, drawn, errorRate, interval, type Measured } from "./chart";

function measure(number: number, model: string, edits: number, more: Partial<Measured> = {}) {
  const figures = { edits, characters: 1000, against: null, difference: null };
  return { number, set: 1, model, verdict: "unknown", ...figures, ...more } as Measured;
}

const old = measure(1, "old", 40);
const worse = measure(2, "worse", 60, {
  against: "old",
  difference: [0.01, 0.02, 0.03],
  verdict: "worse",
});

describe("the chart of how well it reads", () => {
  it("has a set's measures by themselves, in their order, the newest set first", () => {
    const later = measure(3, "old", 30, { set: 2 });
    expect(bySet([worse, later, old])).toEqual([
      { set: 2, measures: [later] },
      { set: 1, measures: [old, worse] },
    ]);
  });

  it("has the share of wrong characters, also of a set without any", () => {
    expect(errorRate(old)).toBe(0.04);
    expect(errorRate({ edits: 0, characters: 0 })).toBe(0);
  });

  it("puts the interval of a difference where the other's rate is", () => {
    const [from = 0, to = 0] = interval(worse, [old, worse]) ?? [];
    expect([from, to]).toEqual([expect.closeTo(0.05), expect.closeTo(0.07)]);
    expect(interval(old, [old])).toBeUndefined();
  });

  it("puts it around a version whose other one is not among them, and never below nothing", () => {
    const alone = { ...worse, edits: 5, against: "gone" };
    const [from = 0, to = 0] = interval(alone, [alone]) ?? [];
    expect([from, to]).toEqual([0, expect.closeTo(0.015)]);
  });

  it("draws a row a version, further right the more is wrong", () => {
    const { marks, height, ticks } = drawn([old, worse], 500);
    expect(marks.map(({ model, worse }) => [model, worse])).toEqual([
      ["old", false],
      ["worse", true],
    ]);
    const [first, second] = marks;
    expect(first?.x).toBeLessThan(second?.x ?? 0);
    expect(first?.y).toBeLessThan(second?.y ?? 0);
    expect(second?.y).toBeLessThan(height);
    expect(second?.bar?.[0]).toBeLessThan(second?.x ?? 0);
    expect(second?.bar?.[1]).toBeGreaterThan(second?.x ?? 0);
    expect(ticks.map(({ rate }) => rate)).toEqual([0, 0.02, 0.04, 0.06, 0.08].map(near));
    expect(ticks.at(-1)?.x).toBeLessThanOrEqual(500);
  });

  it("has an axis where nothing is wrong, and where all is", () => {
    for (const edits of [0, 1, 1000, 2500]) {
      const { marks, ticks } = drawn([measure(1, "it", edits)], 300);
      expect(ticks.length).toBeGreaterThan(1);
      expect(ticks.length).toBeLessThanOrEqual(6);
      expect(marks[0]?.x).toBeLessThanOrEqual(ticks.at(-1)?.x ?? 0);
      expect(Number.isFinite(marks[0]?.x)).toBe(true);
    }
  });
});

function near(value: number) {
  return expect.closeTo(value);
}
