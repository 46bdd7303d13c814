import { describe, expect, it } from "vitest";
import { chosenBy, doubtAt, doubtsAfter, doubtsWithin, pieces, taken, wordAround } from "./doubts";

const doubt = (at: number, length = 1) => ({ at, length, alternatives: ["x"] });

describe("doubts about letters", () => {
  it("stay at their letters while others are typed", () => {
    const doubts = [doubt(0), doubt(4), doubt(9)];
    const after = doubtsAfter(doubts, "M1ll Lane B", "M1ll  Lane B");
    expect(after.map(({ at }) => at)).toEqual([0, 4, 10]);
  });

  it("are settled once their letter is typed over", () => {
    expect(doubtsAfter([doubt(1), doubt(5)], "M1ll Lane", "Mill Lane")).toEqual([doubt(5)]);
    expect(doubtsAfter([doubt(1)], "M1ll", "Mll")).toEqual([]);
  });

  it("are of one half each where a line is parted", () => {
    expect(doubtsWithin([doubt(1), doubt(6)], 5, 9)).toEqual([doubt(1)]);
  });

  it("are found by the cursor in or behind them", () => {
    expect(doubtAt([doubt(1), doubt(4)], 1)?.at).toBe(1);
    expect(doubtAt([doubt(1), doubt(2)], 2)?.at).toBe(2);
    expect(doubtAt([doubt(1)], 2)?.at).toBe(1);
    expect(doubtAt([doubt(1)], 0)).toBeUndefined();
  });

  it("give way to an alternative, also a longer one or none", () => {
    expect(taken("M1ll", doubt(1), "i")).toBe("Mill");
    expect(taken("rnill", doubt(0, 2), "m")).toBe("mill");
  });

  it("know their word", () => {
    expect(wordAround("14 M1ll Lane", doubt(4))).toEqual([3, 7]);
    expect(wordAround("M1ll", doubt(0))).toEqual([0, 4]);
    expect(wordAround("14 Mill", doubt(2))).toEqual([0, 7]);
  });

  it("are settled by a key: the number of an alternative, or itself", () => {
    const letter = { at: 0, length: 1, alternatives: ["l", "7"] };
    expect(chosenBy("1", letter)).toBe("l");
    expect(chosenBy("7", letter)).toBe("7");
    expect(chosenBy("3", letter)).toBeUndefined();
    expect(chosenBy("x", letter)).toBeUndefined();
  });

  it("cut a text into parts", () => {
    const parts = pieces("M1ll", [doubt(1)]).map(({ text, doubted }) => [text, doubted]);
    expect(parts).toEqual([
      ["M", false],
      ["1", true],
      ["ll", false],
    ]);
    expect(pieces("", [])).toEqual([]);
  });
});
