import { describe, expect, it } from "vitest";
import { documentOf, textOf } from "./document";
import { merged } from "./merged";
import { split, without, withText } from "./structure";

const base = documentOf(
  "one\ntwo\nthree",
  ["one", "two", "three"].map((text) => ({ text, confidence: 1, points: [[0, 0]] })),
);
const said = (...changes: [string, string][]) =>
  changes.reduce((document, [id, text]) => withText(document, id, text), base);

describe("what two tabs made of one document", () => {
  it("has what either changed", () => {
    const all = merged(base, said(["0", "One"]), said(["2", "Three"]));
    expect(textOf(all)).toBe("One\ntwo\nThree");
  });

  it("has of a line that both changed what was written here", () => {
    const all = merged(base, said(["0", "here"]), said(["0", "there"], ["1", "there"]));
    expect(textOf(all)).toBe("here\nthere\nthree");
  });

  it("is theirs, the very same, where nothing was changed here", () => {
    const theirs = said(["1", "Two"]);
    expect(merged(base, base, theirs)).toBe(theirs);
  });

  it("has lines as they were laid out, whoever did that", () => {
    const parted = split(base, "2", 2);
    expect(textOf(merged(base, said(["0", "One"]), parted))).toBe(
      textOf(withText(parted, "0", "One")),
    );
    expect(textOf(merged(base, parted, said(["0", "One"])))).toBe(
      textOf(withText(parted, "0", "One")),
    );
  });

  it("has lines that both added, and none that either removed", () => {
    const mine = without(base, "0");
    const theirs = split(base, "2", 2);
    expect(textOf(merged(base, mine, theirs)).split(/\s+/)).toEqual(["two", "th", "ree"]);
    expect(textOf(merged(base, theirs, mine)).split(/\s+/)).toEqual(["two", "th", "ree"]);
  });

  it("keeps a line that is written in here and was removed there", () => {
    const all = merged(base, withText(split(base, "2", 2), "0", "One"), without(base, "0"));
    expect(textOf(all)).toContain("One");
  });
});
