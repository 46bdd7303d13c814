import { describe, expect, it } from "vitest";
import { linesOf, locate, replaceLine, rowsOf } from "./weave";

const lines = ["CORNER SHOP", "Milk", "1.20", "Bread", "2.40", "Thank you"];
const text = "CORNER SHOP\n\nMilk  1.20\nBread  2.40\n\nThank you";

describe("lines in their text", () => {
  it("are found in order, also when a word repeats", () => {
    expect(locate("a b a", ["a", "a"])).toEqual([
      { start: 0, end: 1 },
      { start: 4, end: 5 },
    ]);
  });

  it("that are missing do not hide those after them", () => {
    expect(locate("one three", ["one", "two", "three"])[2]).toEqual({ start: 4, end: 9 });
  });

  it("stand in rows and paragraphs as the text has them", () => {
    expect(rowsOf(text, lines)).toEqual([
      { lines: [0], startsParagraph: false },
      { lines: [1, 2], startsParagraph: true },
      { lines: [3, 4], startsParagraph: false },
      { lines: [5], startsParagraph: true },
    ]);
  });

  it("have a row of their own when the text does not say where they stand", () => {
    expect(rowsOf("one", ["one", "lost"]).map((row) => row.lines)).toEqual([[0], [1]]);
  });
});

describe("a changed line", () => {
  it("changes its own place in the text and nothing else", () => {
    expect(replaceLine(text, lines, 4, "2.60")).toBe(text.replace("2.40", "2.60"));
  });

  it("changes the second of two equal lines when it is the second", () => {
    expect(replaceLine("no\nno", ["no", "no"], 1, "yes")).toBe("no\nyes");
  });
});

describe("an edited text", () => {
  it("carries an edit to its line", () => {
    expect(linesOf(text.replace("Bread", "Brown bread"), text, lines)[3]).toBe("Brown bread");
  });

  it("carries several edits at once", () => {
    const edited = text.replace("1.20", "1.30").replace("Thank you", "Thanks!");
    expect(linesOf(edited, text, lines)).toEqual([
      "CORNER SHOP",
      "Milk",
      "1.30",
      "Bread",
      "2.40",
      "Thanks!",
    ]);
  });

  it("leaves the lines alone when lines were joined or added", () => {
    expect(linesOf(text.replaceAll("\n", " "), text, lines)).toEqual(lines);
    expect(linesOf(`${text}\nAnd a new line`, text, lines)).toEqual(lines);
  });

  it("does not guess which of two neighbours in a row a new word belongs to", () => {
    expect(linesOf("Whole milk 1.20", "Milk 1.20", ["Milk", "1.20"])).toEqual(["Milk", "1.20"]);
    expect(linesOf("Milch 1.30", "Milk 1.20", ["Milk", "1.20"])).toEqual(["Milch", "1.30"]);
  });
});
