import { expect, it } from "vitest";
import { type PageAnswer, readingOfPage } from "./pageAnswer";

const points = [
  [1, 2],
  [9, 2],
  [9, 4],
  [1, 4],
] as const;
const words = [
  { text: "Dear", confidence: 0.99 },
  { text: "Slr", confidence: 0.3 },
];
const page: PageAnswer = {
  text: "Dear Slr",
  width: 100,
  height: 50,
  lines: [{ text: "Dear Slr", confidence: 0.4, points, words }],
};

it("is a reading that is kept as a page of a document, not as a picture", () => {
  expect(readingOfPage("j", 1, page)).toMatchObject({
    id: "j-1",
    page: { job: "j", number: 1 },
    lines: [{ text: "Dear Slr", worst: 0.3, doubts: [{ at: 5, length: 3 }] }],
  });
});

it("has its lines by the numbers under which they were read, others as made by a person", () => {
  const [line] = page.lines as [PageAnswer["lines"][number]];
  const made = { ...line, text: "Added", confidence: null, words: [] };
  const numbered = { ...page, lines: [{ ...line, ord_num: 3 }, made] };
  expect(readingOfPage("j", 1, numbered)).toMatchObject({ lines: [{ ord: 3 }, { made: true }] });
  expect(readingOfPage("j", 1, { ...page, lines: [made] })).not.toHaveProperty("lines.0.made");
});

it("is certain where the document had the text itself", () => {
  const own = { ...page.lines[0], confidence: null, words: [] } as PageAnswer["lines"][number];
  expect(readingOfPage("j", 1, { ...page, lines: [own] })).toMatchObject({
    lines: [{ confidence: 1 }],
  });
});

it("says why it could not be read", () => {
  const failed = { ...page, problem: { detail: "Too large." } };
  expect(readingOfPage("j", 1, failed)).toEqual({ kind: "document", detail: "Too large." });
});
