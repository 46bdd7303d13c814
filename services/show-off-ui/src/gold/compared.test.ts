import { describe, expect, it } from "vitest";
import { compared } from "./compared";

const told = (text: string, read: string) =>
  compared(text, read).map(({ part, wrong }) => (wrong ? `[${part}]` : part));

describe("what was read beside what a line says", () => {
  it("marks what was read in the place of something else", () => {
    expect(told("house", "mouse")).toEqual(["[m]", "ouse"]);
  });

  it("marks what was made up, and where something is missing", () => {
    expect(told("ab", "axb")).toEqual(["a", "[x]", "b"]);
    expect(told("axb", "ab")).toEqual(["a", "[]", "b"]);
    expect(told("gone", "")).toEqual(["[]"]);
  });

  it("marks nothing where all is right", () => {
    expect(told("same", "same")).toEqual(["same"]);
  });
});
