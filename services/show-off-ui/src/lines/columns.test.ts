import { describe, expect, it } from "vitest";
import { cellsOf, leastWidth, widthOf } from "./columns";
import { documentOf, rowsOf } from "./document";

/** Rows of words, each with where it begins and ends across the picture. */
function cells(...rows: [text: string, from: number, to: number][][]) {
  const text = rows.map((row) => row.map(([word]) => word).join(" ")).join("\n");
  const lines = rows.flat().map(([text, from, to]) => ({
    text,
    confidence: 1,
    points: [
      [from, 0],
      [to, 0],
      [to, 9],
      [from, 9],
    ] as const,
  }));
  return cellsOf(rowsOf(documentOf(text, lines)));
}

it("leaves a word the room that it needs so as not to be broken", () => {
  expect(widthOf("LORILLARD")).toBeGreaterThan(widthOf("lorillard"));
  expect(leastWidth("", 1)).toContain("min(0em");
  expect(leastWidth("a 1234567890", 3)).toContain("max(min(5.2em + 1.25rem, 100%)");
});

describe("cells of rows", () => {
  it("have the share of the width that they have in the picture", () => {
    const [row] = cells([
      ["A", 0, 10],
      ["B", 50, 60],
      ["C", 75, 100],
    ]);
    expect(row?.map(({ share }) => share)).toEqual([0.5, 0.25, 0.25]);
  });

  it("stand at the end where figures do", () => {
    const rows = cells(
      [
        ["Milk", 0, 20],
        ["1.20", 80, 100],
      ],
      [
        ["Bread", 0, 20],
        ["12.40", 75, 100],
      ],
      [
        ["TOTAL", 0, 20],
        ["£13.60", 60, 100],
      ],
    );
    expect(rows.map((row) => row.map(({ atEnd }) => atEnd))).toEqual(Array(3).fill([false, true]));
  });

  it("stand at the end where figures are as wide as each other", () => {
    const rows = cells(
      [
        ["Milk", 0, 20],
        ["1.20", 80, 100],
      ],
      [
        ["Tea", 0, 20],
        ["1.30", 80, 100],
      ],
    );
    expect(rows.map((row) => row[1]?.atEnd)).toEqual([true, true]);
  });

  it("begin where columns do", () => {
    const rows = cells(
      [
        ["First name", 0, 20],
        ["Telephone", 50, 70],
      ],
      [
        ["Adaeze", 0, 20],
        ["+44 20 7946 0018", 50, 100],
      ],
    );
    expect(rows.flat().map(({ atEnd }) => atEnd)).toEqual(Array(4).fill(false));
  });

  it("have a row's width to themselves when alone, or when nothing is known", () => {
    expect(cells([["Thank you", 30, 70]])[0]?.[0]).toMatchObject({ share: 1, atEnd: false });
    const written = [{ id: "+1", text: "a", gap: "", confidence: 1 }];
    expect(cellsOf(rowsOf(written))[0]?.[0]).toMatchObject({ share: 1, atEnd: false });
  });
});
