import { expect, it } from "vitest";
import type { TextLine } from "../lines/document";
import { joinedParts } from "./selected";

const line = (id: string, gap: string): TextLine => ({ id, text: id, gap, confidence: 1 });
const document = [line("a", ""), line("b", " "), line("c", "\n"), line("d", "\n\n")];

it("parts lines as the text does, in rows and paragraphs", () => {
  const parts = new Map([
    ["a", "1"],
    ["b", "2"],
    ["c", "3"],
    ["d", "4"],
  ]);
  expect(joinedParts(document, parts)).toBe("1 2\n3\n\n4");
});

it("keeps rows apart where a line between is left out", () => {
  expect(
    joinedParts(
      document,
      new Map([
        ["b", "2"],
        ["d", "4"],
      ]),
    ),
  ).toBe("2\n\n4");
  expect(
    joinedParts(
      document,
      new Map([
        ["a", "1"],
        ["c", "3"],
      ]),
    ),
  ).toBe("1\n3");
});
