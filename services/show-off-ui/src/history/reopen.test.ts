import { describe, expect, it } from "vitest";
import type { HistoryDetail } from "../api/client";
import { readingOf } from "./reopen";

const box = { start_x: 5, start_y: 6, width: 10, height: 4 };
const detail: HistoryDetail = {
  id: "0123",
  created: "2026-11-21T10:00:00Z",
  state: "stored",
  media_type: "image/jpeg",
  width: 100,
  height: 50,
  text: "Hello",
  corrected: false,
  lines: [
    {
      ord_num: 0,
      text: "Hello",
      recognized: "Hello",
      confidence: 0.7,
      points: [
        [5, 6],
        [15, 7],
        [15, 11],
        [5, 10],
      ],
      box,
      separator: "",
      words: null,
    },
  ],
  model: { detection: "d", recognition: "r" },
  corrections: [],
};

describe("an earlier picture", () => {
  it("is a reading like any other", () => {
    expect(readingOf(detail)).toEqual({
      id: "0123",
      text: "Hello",
      width: 100,
      height: 50,
      lines: [
        {
          ord: 0,
          text: "Hello",
          confidence: 0.7,
          points: [
            [5, 6],
            [15, 7],
            [15, 11],
            [5, 10],
          ],
        },
      ],
    });
  });

  it("keeps apart what was recognised and what a person made of it", () => {
    const lines = detail.lines.map((line) => ({ ...line, recognized: "Hel1o" }));
    const reading = readingOf({ ...detail, corrected: true, lines });
    expect(reading.text).toBe("Hel1o");
    expect(reading.corrected).toEqual({ text: "Hello", lines: ["Hello"] });
  });

  it("is drawn by its boxes where nothing finer is known", () => {
    const lines = detail.lines.map((line) => ({ ...line, points: null, confidence: null }));
    const reading = readingOf({ ...detail, width: null, height: null, lines });
    expect(reading.lines[0]?.points).toEqual([
      [5, 6],
      [15, 6],
      [15, 10],
      [5, 10],
    ]);
    expect(reading.lines[0]?.confidence).toBe(1);
    expect([reading.width, reading.height]).toEqual([15, 10]);
  });
});
