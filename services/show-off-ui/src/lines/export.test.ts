import { describe, expect, it } from "vitest";
import type { Reading } from "../read/reading";
import { documentOf } from "./document";
import { asJsonFile, asJsonPages, asTextFile, renamed } from "./export";

const reading: Reading = {
  id: "abc",
  text: "Hel1o\nworld",
  width: 10,
  height: 20,
  lines: [
    {
      text: "Hel1o",
      confidence: 0.5,
      points: [
        [0, 0],
        [9, 0],
        [9, 9],
        [0, 9],
      ],
    },
    {
      text: "world",
      confidence: 0.9,
      points: [
        [0, 10],
        [9, 10],
        [9, 19],
        [0, 19],
      ],
    },
  ],
};
const now = documentOf(reading.text, reading.lines).map((line) =>
  line.id === "0" ? { ...line, text: "Hello" } : line,
);

describe("what is downloaded", () => {
  it("is the corrected text, ended by a line end", async () => {
    expect(await asTextFile("Hello\nworld ").text()).toBe("Hello\nworld\n");
  });

  it("says, line by line, where it stands and what was read before it was corrected", async () => {
    const { lines, text } = JSON.parse(await asJsonFile(reading, now).text());
    expect(text).toBe("Hello\nworld");
    expect(lines[0]).toEqual({ ...reading.lines[0], text: "Hello", recognized: "Hel1o" });
    expect(lines[1]).toEqual(reading.lines[1]);
  });

  it("has all pages of a document in one", async () => {
    const pages = [reading, reading].map((page) => ({ reading: page, lines: now }));
    const content = JSON.parse(await asJsonPages(pages).text());
    expect(content.pages).toHaveLength(2);
    expect(content.pages[1].lines[0].text).toBe("Hello");
  });

  it("is named after the picture", () => {
    expect(renamed("Receipt 12.07.jpeg", "txt")).toBe("Receipt 12.07.txt");
    expect(renamed("scan", "json")).toBe("scan.json");
    expect(renamed(".png", "txt")).toBe("text.txt");
  });
});
