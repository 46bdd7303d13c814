import { describe, expect, it } from "vitest";
import { documentOf, rowsOf, textOf } from "./document";
import { newLine } from "./rewritten";
import { added, joined, moved, placedAt, split, without } from "./structure";

const box = (x: number, y: number) =>
  [
    [x, y],
    [x + 100, y],
    [x + 100, y + 10],
    [x, y + 10],
  ] as const;
const document = documentOf("Milk 1.20\nThank you", [
  { text: "Milk", confidence: 0.9, points: box(0, 0) },
  { text: "1.20", confidence: 0.9, points: box(200, 0) },
  { text: "Thank you", confidence: 0.9, points: box(0, 50) },
]);

describe("lines of a document", () => {
  it("are removed without moving what stands beside them", () => {
    expect(textOf(without(document, "0"))).toBe("1.20\nThank you");
    expect(rowsOf(without(document, "0"))).toHaveLength(2);
    expect(textOf(without(document, "1"))).toBe("Milk\nThank you");
  });

  it("are split with their boxes", () => {
    const parts = split(document, "2", 6);
    expect(textOf(parts)).toBe("Milk 1.20\nThank\nyou");
    expect(parts[2]?.box?.[1]?.[0]).toBeCloseTo(66.7, 1);
    expect(parts[3]?.box?.[0]?.[0]).toBeCloseTo(66.7, 1);
    expect(split(document, "2", 0)).toBe(document);
  });

  it("are joined with their boxes, side by side and below each other", () => {
    expect(joined(document, "1").map(({ text }) => text)).toEqual(["Milk 1.20", "Thank you"]);
    expect(joined(document, "1")[0]?.box?.[1]).toEqual([300, 0]);
    expect(joined(document, "2")[1]).toMatchObject({ text: "1.20 Thank you", gap: " " });
    expect(joined(document, "2")[1]?.box?.[2]).toEqual([300, 60]);
    expect(joined(document, "0")).toBe(document);
  });

  it("change places while rows stay", () => {
    expect(textOf(moved(document, "2", -1))).toBe("Milk Thank you\n1.20");
    expect(moved(document, "2", 1)).toBe(document);
  });

  it("are added behind another, or at the start", () => {
    expect(textOf(added(document, "1", newLine("Bread", "\n")))).toBe(
      "Milk 1.20\nBread\nThank you",
    );
    expect(textOf(added(document, undefined, newLine("Shop", "")))).toBe(
      "Shop\nMilk 1.20\nThank you",
    );
  });
});

it("puts a line at another place, rows and paragraphs stay where they are", () => {
  const line = (id: string, gap: string) => ({ id, text: id, gap, confidence: 1 });
  const lines = [line("a", ""), line("b", "\n"), line("c", "\n\n"), line("d", " ")];
  const texts = (document: ReturnType<typeof placedAt>) =>
    document.map(({ gap, text }) => gap + text).join("");
  expect(texts(placedAt(lines, "d", 0))).toBe("d\na\n\nb c");
  expect(texts(placedAt(lines, "a", 3))).toBe("b\nc\n\nd a");
  expect(texts(placedAt(lines, "x", 1))).toBe("a\nb\n\nc d");
});
