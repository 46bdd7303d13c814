import { describe, expect, it } from "vitest";
import type { Document } from "./document";
import { advance, begin, check, giveUp, redo, settle, undo } from "./edits";

const says = (text: string): Document => [{ id: "0", text, gap: "", confidence: 0.9 }];
const read = says("Hel1o");

describe("editing a document", () => {
  it("undoes and does again, step by step", () => {
    const edits = advance(advance(begin(read), says("Hello")), says("Hello!"));
    expect(undo(edits).now).toEqual(says("Hello"));
    expect(undo(undo(edits)).now).toBe(read);
    expect(redo(undo(edits)).now).toBe(edits.now);
    expect(undo(begin(read)).now).toBe(read);
  });

  it("forgets what was undone once something else is done", () => {
    const edits = advance(undo(advance(begin(read), says("Hello"))), says("Hallo"));
    expect(redo(edits)).toBe(edits);
  });

  it("takes what is typed in one go as one step", () => {
    const typing = advance(advance(begin(read), says("Hel"), "0"), says("Hello"), "0");
    expect(undo(typing).now).toBe(read);
    const later = advance(settle(typing), says("Hello!"), "0");
    expect(undo(later).now).toEqual(says("Hello"));
  });

  it("gives up what is being typed, and nothing else", () => {
    const typing = advance(advance(begin(read), says("Hello")), says("Hello there"), "0");
    expect(giveUp(typing).now).toEqual(says("Hello"));
    expect(giveUp(settle(typing)).now).toEqual(says("Hello there"));
  });

  it("remembers which lines a person has checked, over undo too", () => {
    const edits = check(advance(begin(read), says("Hello")), "0");
    expect([...undo(edits).checked]).toEqual(["0"]);
  });
});
