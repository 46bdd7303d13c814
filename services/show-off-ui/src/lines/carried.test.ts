import { describe, expect, it } from "vitest";
import { carried } from "./carried";
import { documentOf } from "./document";

/** Lines below each other, each as it was read. */
function read(texts: string[], top = 0) {
  const lines = texts.map((text, index) => {
    const y = top + 20 * index;
    const points = [
      [0, y],
      [100, y],
      [100, y + 10],
      [0, y + 10],
    ] as const;
    return { text, confidence: 0.9, points };
  });
  return documentOf(texts.join("\n"), lines);
}

const none = new Set<string>();
const whole = read(["Hel1o", "there", "worId"]);
const corrected = whole.map((line) => (line.id === "2" ? { ...line, text: "world" } : line));
const from = { read: whole, now: corrected, checked: new Set(["1"]) };

describe("another reading of the same picture", () => {
  it("is corrected and ticked off where the first one was", () => {
    const again = read(["Hello", "there", "wor1d"], 1);
    const { now, checked } = carried(from, { read: again, now: again, checked: none });
    expect(now.map(({ text }) => text)).toEqual(["Hello", "there", "world"]);
    expect([...checked]).toEqual(["1", "2"]);
  });

  it("may be of a part, with other numbers", () => {
    const part = read(["wor1d"], 40);
    const { now } = carried(from, { read: part, now: part, checked: none });
    expect(now[0]?.text).toBe("world");
  });

  it("keeps what a person made of it already, and what stands elsewhere", () => {
    const again = read(["Hello", "there", "wor1d"]);
    const mine = again.map((line) => (line.id === "2" ? { ...line, text: "World!" } : line));
    expect(carried(from, { read: again, now: mine, checked: none }).now[2]?.text).toBe("World!");
    const below = read(["wor1d"], 300);
    expect(carried(from, { read: below, now: below, checked: none }).now).toEqual(below);
  });
});
