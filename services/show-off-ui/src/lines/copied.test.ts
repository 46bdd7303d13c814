import { describe, expect, it } from "vitest";
import { asMarkdown, asParagraphs, asTable } from "./copied";
import type { TextLine } from "./document";

const line = (text: string, gap: string): TextLine => ({
  id: text + gap,
  text,
  gap,
  confidence: 1,
});
const receipt = [
  line("Corner Café", ""),
  line("2 x Tea", "\n\n"),
  line("5.60", " "),
  line("1 | Cake", "\n"),
  line("3.20", " "),
  line("", "\n"),
  line("* Thank you", "\n\n"),
];

describe("a text that is copied", () => {
  it("is a line for each paragraph, words at a row's end joined", () => {
    const book = [
      line("The horse was bound and bro-", ""),
      line("ken by the King-", "\n"),
      line("Arthur", "\n"),
      line("II", "\n\n"),
    ];
    expect(asParagraphs(book)).toBe("The horse was bound and broken by the King- Arthur\n\nII");
  });

  it("is a table for a spreadsheet", () => {
    expect(asTable(receipt)).toBe("Corner Café\n2 x Tea\t5.60\n1 | Cake\t3.20\n* Thank you");
  });

  it("holds nothing that a spreadsheet would compute", () => {
    const cells = ["=1+1", "@SUM(A1)", "- Tea", "-5-3", "-5,00 €", "+49 30 1234", "-", "a=b"];
    const copied = asTable(cells.map((text) => line(text, "\n"))).split("\n");
    expect(copied.slice(0, 4)).toEqual(cells.slice(0, 4).map((text) => `'${text}`));
    expect(copied.slice(4)).toEqual(cells.slice(4));
  });

  it("is Markdown that says the same", () => {
    expect(asMarkdown(receipt)).toBe(
      "Corner Café\n\n| 2 x Tea | 5.60 |\n| --- | --- |\n| 1 \\| Cake | 3.20 |\n\n\\* Thank you",
    );
    expect(asMarkdown([line("1. First", ""), line("- x", "\n")])).toBe("1\\. First  \n\\- x");
  });
});
