import { describe, expect, it } from "vitest";
import { documentOf, textOf } from "./document";
import { rewritten } from "./rewritten";

const read = ["CORNER CAFE", "Milk", "1.20", "Bread", "2.40", "Thank you"];
const text = "CORNER CAFE\n\nMilk 1.20\nBread 2.40\n\nThank you";
const document = documentOf(
  text,
  read.map((text) => ({ text, confidence: 0.9, points: [[0, 0]] })),
);

/** After an edit: which line says what; "+" are new ones. */
function written(edited: string): [string, string][] {
  const now = rewritten(document, edited);
  expect(textOf(now)).toBe(edited.trim());
  return now.map(({ id, text }) => [id.startsWith("+") ? "+" : id, text]);
}

describe("a text edited as a whole", () => {
  it("stays what it is when nothing changed", () => {
    expect(rewritten(document, text)).toEqual(document);
  });

  it("carries edits to their lines", () => {
    const edited = text.replace("1.20", "1.30").replace("Thank you", "Thanks!");
    expect(written(edited)).toEqual([
      ["0", "CORNER CAFE"],
      ["1", "Milk"],
      ["2", "1.30"],
      ["3", "Bread"],
      ["4", "2.40"],
      ["5", "Thanks!"],
    ]);
    expect(written(text.replace("Bread", "Brown bread"))[3]).toEqual(["3", "Brown bread"]);
    expect(written(text.replace("Milk 1.20", "Whole milk 1.30")).slice(1, 3)).toEqual([
      ["1", "Whole milk"],
      ["2", "1.30"],
    ]);
  });

  it("makes a new line of one that was added, even if it says the same", () => {
    expect(written(`Copy of CORNER CAFE receipt\n${text}`).slice(0, 2)).toEqual([
      ["+", "Copy of CORNER CAFE receipt"],
      ["0", "CORNER CAFE"],
    ]);
    expect(written(`${text}\nAnd a new one`).at(-1)).toEqual(["+", "And a new one"]);
  });

  it("drops a line that was deleted", () => {
    expect(written(text.replace("\nBread 2.40", "")).map(([id]) => id)).toEqual([
      "0",
      "1",
      "2",
      "5",
    ]);
  });

  it("parts a line that was split and puts joined ones side by side", () => {
    expect(written(text.replace("CORNER ", "CORNER\n")).slice(0, 2)).toEqual([
      ["0", "CORNER"],
      ["+", "CAFE"],
    ]);
    expect(written(text.replaceAll(/\n+/g, " ")).map(([id]) => id)).toEqual([..."012345"]);
  });

  it("knows a line again that was moved", () => {
    const moved = `Thank you\n\n${text.replace("\n\nThank you", "")}`;
    expect(written(moved)[0]).toEqual(["5", "Thank you"]);
  });

  it("may be emptied", () => {
    expect(rewritten(document, " \n ")).toEqual([]);
  });
});
