import { describe, expect, it } from "vitest";
import type { TextLine } from "./document";
import { beginRound, lineOf, step } from "./round";

const line = (id: string, confidence: number): TextLine => ({
  id,
  text: id,
  gap: "\n",
  confidence,
});
const document = [line("a", 0.1), line("b", 1), line("c", 0.1), line("d", 0.1)];

describe("a round through the lines to check", () => {
  it("visits the doubtful ones that nobody has checked", () => {
    expect(beginRound(document, new Set(["c"])).ids).toEqual(["a", "d"]);
  });

  it("begins at the line that is looked at, or at the first", () => {
    expect(lineOf(beginRound(document, new Set(), "c"))).toBe("c");
    expect(lineOf(beginRound(document, new Set(), "b"))).toBe("c");
    expect(lineOf(beginRound(document, new Set()))).toBe("a");
  });

  it("goes on past lines that were removed, back, and comes to an end", () => {
    const round = beginRound(document, new Set());
    const left = document.filter(({ id }) => id !== "c");
    const next = step(round, left, 1);
    expect(lineOf(next)).toBe("d");
    expect(lineOf(step(next, left, -1))).toBe("a");
    expect(lineOf(step(next, left, 1))).toBeUndefined();
    expect(step(round, left, -1)).toBe(round);
  });
});
