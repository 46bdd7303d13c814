import { describe, expect, it } from "vitest";
import { begin, changedLines, check, editLine, editText, redo, undo } from "./edits";

const read = { lines: ["Hel1o", "world"], text: "Hel1o\nworld" };

describe("editing a reading", () => {
  it("keeps lines and text in step", () => {
    const edits = editLine(begin(read), 0, "Hello");
    expect(edits.now).toEqual({ lines: ["Hello", "world"], text: "Hello\nworld" });
    expect(editText(edits, "Hello\nWorld").now.lines).toEqual(["Hello", "World"]);
  });

  it("undoes and does again, step by step", () => {
    const edits = editLine(editLine(begin(read), 0, "Hello"), 1, "World");
    expect(undo(edits).now.text).toBe("Hello\nworld");
    expect(undo(undo(edits)).now).toEqual(read);
    expect(redo(undo(edits)).now).toEqual(edits.now);
  });

  it("forgets what was undone once something else is typed", () => {
    const edits = editLine(undo(editLine(begin(read), 0, "Hello")), 1, "World");
    expect(redo(edits)).toBe(edits);
  });

  it("does nothing when nothing changed or nothing is left to undo", () => {
    const edits = begin(read);
    expect(editLine(edits, 0, "Hel1o")).toBe(edits);
    expect(editText(edits, read.text)).toBe(edits);
    expect(undo(edits)).toBe(edits);
  });

  it("remembers which lines a person has checked, by changing them or not", () => {
    const edits = check(editLine(begin(read), 0, "Hello"), 1);
    expect([...edits.checked]).toEqual([0, 1]);
    expect(edits.now.lines).toEqual(["Hello", "world"]);
    expect([...begin(read, edits.now).checked]).toEqual([0]);
  });

  it("names the lines that a step changed", () => {
    const edits = editLine(begin(read), 1, "World");
    expect(changedLines(read, edits.now)).toEqual(new Map([[1, "World"]]));
  });
});
