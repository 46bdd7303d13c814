import { describe, expect, it } from "vitest";
import type { TextLine } from "./document";
import { textOf } from "./document";
import { inserted } from "./inserted";

function line(text: string, gap: string, x: number, y: number, width = 40): TextLine {
  const box = [
    [x, y],
    [x + width, y],
    [x + width, y + 10],
    [x, y + 10],
  ] as const;
  return { id: text, text, gap, confidence: 1, box };
}

const receipt = [
  line("Cafe", "", 20, 0),
  line("Tea", "\n\n", 0, 40),
  line("2.50", " ", 100, 41),
  line("Total", "\n", 0, 80),
];

describe("a line that was drawn", () => {
  const text = (x: number, y: number) => textOf(inserted(receipt, line("NEW", "\n", x, y)));

  it("stands in the row that it is beside", () => {
    expect(text(150, 42)).toBe("Cafe\n\nTea 2.50 NEW\nTotal");
    expect(text(50, 38)).toBe("Cafe\n\nTea NEW 2.50\nTotal");
    expect(text(100, 81)).toBe("Cafe\n\nTea 2.50\nTotal NEW");
  });

  it("stands before a row that it begins", () => {
    const right = [line("2.50", "", 100, 0), line("Total", "\n", 0, 40)];
    expect(textOf(inserted(right, line("Tea", "\n", 0, 0)))).toBe("Tea 2.50\nTotal");
  });

  it("stands below the row above it, or first", () => {
    expect(text(0, 60)).toBe("Cafe\n\nTea 2.50\nNEW\nTotal");
    expect(text(0, 120)).toBe("Cafe\n\nTea 2.50\nTotal\nNEW");
    expect(text(0, -30)).toBe("NEW\nCafe\n\nTea 2.50\nTotal");
  });

  it("stays in its column", () => {
    const columns = [
      line("a1", "", 0, 0),
      line("a2", "\n", 0, 40),
      line("b1", "\n\n", 200, 0),
      line("b3", "\n", 200, 80),
    ];
    expect(textOf(inserted(columns, line("b2", "\n", 200, 60)))).toBe("a1\na2\n\nb1\nb2\nb3");
  });
});
