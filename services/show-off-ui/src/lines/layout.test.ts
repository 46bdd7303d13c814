import { describe, expect, it } from "vitest";
import type { Reading } from "../read/reading";
import { documentOf } from "./document";
import { layoutOf } from "./layout";
import { joined, moved, split } from "./structure";

const box = (top: number) =>
  [
    [0, top],
    [100, top],
    [100, top + 10],
    [0, top + 10],
  ] as const;
const reading: Reading = {
  id: "x",
  text: "Corner Cafe\n\nTotal",
  width: 200,
  height: 100,
  lines: [
    { text: "Corner Cafe", confidence: 1, points: box(0) },
    { text: "Total", confidence: 1, points: box(40) },
  ],
  placement: { region: { x: 0, y: 0, width: 200, height: 100 }, sent: { width: 100, height: 50 } },
};
const read = documentOf(reading.text, reading.lines);

describe("what the server is told of the lines", () => {
  it("is nothing while they stand as they were read", () => {
    expect(layoutOf(read, reading)).toBeUndefined();
  });

  it("has those that were read by their numbers, others without, in pixels of what was sent", () => {
    const layout = layoutOf(split(read, "0", 6), reading);
    expect(layout?.map(({ ord_num, text, separator }) => [ord_num, text, separator])).toEqual([
      [0, "Corner", ""],
      [null, "Cafe", "\n"],
      [1, "Total", "\n\n"],
    ]);
    expect(layout?.[1]?.points?.[2]).toEqual([50, 5]);
    expect(layout?.[2]?.points).toBeNull();
  });

  it("is all of it after an earlier visit has changed it", () => {
    const reopened = { ...reading, corrected: { text: "", lines: [] } };
    expect(layoutOf(read, reopened)?.every(({ points }) => points !== null)).toBe(true);
  });

  it("is always all of it, with places, of a page of a document", () => {
    const page = { ...reading, page: { job: "j", number: 1 } };
    expect(layoutOf(read, page)?.map(({ ord_num }) => ord_num)).toEqual([0, 1]);
    expect(layoutOf(read, page)?.every(({ points }) => points !== null)).toBe(true);
  });

  it("tells order and absence", () => {
    expect(layoutOf(moved(read, "1", -1), reading)?.map(({ ord_num }) => ord_num)).toEqual([1, 0]);
    expect(layoutOf(joined(read, "1"), reading)?.map(({ ord_num }) => ord_num)).toEqual([0]);
  });
});
