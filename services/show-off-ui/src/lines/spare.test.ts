import { describe, expect, it } from "vitest";
import type { Kept } from "./laid";
import { spare } from "./spare";

const HOUR = 60 * 60 * 1000;
const now = 100 * HOUR;
const text = (hours: number, more: Partial<Kept> = {}): Kept => {
  return { lines: [], checked: [], sent: true, at: now - hours * HOUR, ...more };
};

describe("texts that need not be kept", () => {
  it("are the oldest of those that the server has, if it has them", () => {
    const kept = { a: text(1), b: text(3), c: text(2), d: text(9, { sent: false }) };
    expect(spare(new Map(Object.entries(kept)), 2, now)).toEqual(["b"]);
  });

  it("are of those that only this browser has none within a day, however many there are", () => {
    const only = { only: true } as const;
    const kept = { a: text(1, only), b: text(23, only), c: text(25, only) };
    expect(spare(new Map(Object.entries(kept)), 0, now)).toEqual(["c"]);
  });

  it("are what cannot be understood", () => {
    expect(spare(new Map([["a", undefined]]), 0, now)).toEqual(["a"]);
  });
});
