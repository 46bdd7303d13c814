import { describe, expect, it } from "vitest";
import { carried, type Worked } from "./carried";
import { documentOf, type TextLine } from "./document";
import { joined, moved, split, without, withText } from "./structure";

function box(y: number) {
  return [
    [0, y],
    [100, y],
    [100, y + 10],
    [0, y + 10],
  ] as const;
}

/** Lines below each other, each as it was read. */
function read(texts: string[], top = 0): Worked {
  const lines = texts.map((text, index) => {
    return { text, confidence: 0.9, points: box(top + 20 * index) };
  });
  return { lines: documentOf(texts.join("\n"), lines), checked: new Set() };
}

const said = ({ lines, checked }: Worked, id: string, text: string): Worked => ({
  lines: lines.map((line) => (line.id === id ? { ...line, text } : line)),
  checked: new Set([...checked, id]),
});
const texts = ({ lines }: Worked) => lines.map(({ text }) => text);

const whole = read(["Hel1o", "there", "worId"]);
const now = { ...said(whole, "2", "world"), checked: new Set(["1", "2"]) };

describe("another reading of the same picture", () => {
  it("is corrected and ticked off where the first one was", () => {
    const after = carried(whole, now, read(["Hello", "thene", "wor1d"], 1));
    expect(texts(after)).toEqual(["Hello", "there", "world"]);
    expect([...after.checked]).toEqual(["1", "2"]);
  });

  it("may be of a part, with other numbers", () => {
    expect(texts(carried(whole, now, read(["wor1d"], 40)))).toEqual(["world"]);
  });

  it("says what was said last, and stays as it is where nothing was said since", () => {
    const other = said(read(["Hello", "there", "wor1d"]), "2", "World!");
    expect(texts(carried(whole, now, other))[2]).toBe("world");
    expect(texts(carried(now, now, other))[2]).toBe("World!");
    const below = read(["wor1d"], 300);
    expect(carried(whole, now, below).lines).toEqual(below.lines);
  });

  it("is parted, joined and rid of lines where the first one was", () => {
    const first = read(["Hel1o you", "there", "worId"]);
    const parted = { ...first, lines: split(first.lines, "0", 5) };
    const joint = { ...parted, lines: joined(parted.lines, "2") };
    const after = carried(first, joint, read(["Hello you", "thene", "world"], 1));
    expect(texts(after)).toEqual(["Hello", "you", "thene world"]);
    expect(after.lines.map(({ box }) => box)).toEqual(joint.lines.map(({ box }) => box));
    expect(after.lines.map(({ id }) => id.slice(0, 1))).toEqual(["0", "+", "1"]);
    const typed = { lines: withText(joint.lines, "1", "there world"), checked: new Set(["1"]) };
    const corrected = carried(first, typed, read(["Hello you", "thene", "wor1d"]));
    expect([texts(corrected)[2], ...corrected.checked]).toEqual(["there world", "1"]);
    const removed = { ...whole, lines: without(whole.lines, "1") };
    expect(texts(carried(whole, removed, read(["Hello", "thene", "wor1d"])))).toEqual([
      "Hello",
      "wor1d",
    ]);
  });

  it("is put in the order that the first one got, in the rows that it has", () => {
    const up = { ...whole, lines: moved(whole.lines, "2", -1) };
    const after = carried(whole, up, read(["Hello", "there", "wor1d"]));
    expect(texts(after)).toEqual(["Hello", "wor1d", "there"]);
    expect(after.lines.map(({ gap }) => gap)).toEqual(["", "\n", "\n"]);
    expect(texts(carried(up, up, read(["Hello", "there"])))).toEqual(["Hello", "there"]);
  });

  it("is left alone where it does not reach so far", () => {
    const joint = { ...whole, lines: joined(whole.lines, "2") };
    const part = { x: 0, y: 35, width: 100, height: 30 };
    expect(texts(carried(whole, joint, read(["wor1d"], 40), part))).toEqual(["wor1d"]);
  });

  it("gets a line that was added where it belongs, if it has none there and reaches so far", () => {
    const line: TextLine = { id: "+a", text: "between", gap: "\n", box: box(30), confidence: 1 };
    const added = { ...whole, lines: whole.lines.toSpliced(2, 0, line) };
    const spread = read(["Hello", "there"]);
    const [first, second] = spread.lines;
    const apart = { ...spread, lines: [first, second && { ...second, box: box(60) }] } as Worked;
    expect(texts(carried(whole, added, apart))).toEqual(["Hello", "between", "there"]);
    expect(texts(carried(whole, added, read(["here already"], 30)))).toEqual(["between"]);
    const part = { x: 0, y: 55, width: 100, height: 50 };
    expect(texts(carried(whole, added, apart, part))).toEqual(["Hello", "there"]);
  });
});
