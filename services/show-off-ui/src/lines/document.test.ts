import { describe, expect, it } from "vitest";
import type { Line } from "../read/reading";
import { changedLines, documentOf, rowsOf, spansOf, textOf } from "./document";

const read = ["CORNER SHOP", "Milk", "1.20", "Bread", "2.40", "Thank you"];
const text = "CORNER SHOP\n\nMilk 1.20\nBread 2.40\n\nThank you";

function lines(...texts: string[]): Line[] {
  return texts.map((text) => ({ text, confidence: 0.9, points: [[0, 0]] }));
}

const document = documentOf(text, lines(...read));
const put = (place: number, text: string) =>
  document.map((line, index) => (index === place ? { ...line, text } : line));

describe("a document", () => {
  it("has the text that was read", () => {
    expect(textOf(document)).toBe(text);
    expect(document.map(({ gap }) => gap)).toEqual(["", "\n\n", " ", "\n", " ", "\n\n"]);
  });

  it("stands in rows and paragraphs", () => {
    const rows = rowsOf(document).map(({ lines, startsParagraph }) => [
      lines.map(({ id }) => id).join(),
      startsParagraph,
    ]);
    expect(rows).toEqual([
      ["0", false],
      ["1,2", true],
      ["3,4", false],
      ["5", true],
    ]);
  });

  it("changes where a line changes and nowhere else", () => {
    expect(textOf(put(4, "2.60"))).toBe(text.replace("2.40", "2.60"));
    const twice = documentOf("no\nno", lines("no", "no"));
    expect(textOf([twice[0] as never, { ...twice[1], text: "yes" } as never])).toBe("no\nyes");
  });

  it("keeps the place of a line that is emptied and filled again", () => {
    const emptied = put(1, "");
    expect(textOf(emptied)).toBe("CORNER SHOP\n\n1.20\nBread 2.40\n\nThank you");
    expect(rowsOf(emptied)).toHaveLength(4);
    expect(
      textOf(emptied.map((line) => (line.id === "1" ? { ...line, text: "Milk" } : line))),
    ).toBe(text);
  });

  it("tells where each line stands in its text", () => {
    const emptied = put(1, "");
    for (const [id, { start, end }] of spansOf(emptied)) {
      expect(textOf(emptied).slice(start, end)).toBe(emptied[Number(id)]?.text);
    }
    expect(spansOf(emptied).has("1")).toBe(false);
  });

  it("takes lines as they are when the text does not say how they stand", () => {
    expect(textOf(documentOf("something else", lines("one", "two")))).toBe("one\ntwo");
  });

  it("names what differs from another, and empties what is gone", () => {
    const now = put(4, "2.60").filter(({ id }) => id !== "0");
    expect([...changedLines(document, now)]).toEqual([
      ["0", ""],
      ["4", "2.60"],
    ]);
  });
});
