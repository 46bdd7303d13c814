import { describe, expect, it } from "vitest";
import { type Document, documentOf, textOf } from "./document";
import { restructuring } from "./restructured";

const document = documentOf("Milk 1.20\nThank you", [
  { text: "Milk", confidence: 0.9, points: [] },
  { text: "1.20", confidence: 0.9, points: [] },
  { text: "Thank you", confidence: 0.9, points: [] },
]);

/** The text after a key in a line, with "|" where the cursor is then; undefined if nothing happens. */
function pressed(keys: string, id: string, at: number, from: Document = document) {
  const parts = keys.split("+");
  const event = {
    key: parts.at(-1) ?? "",
    ctrlKey: parts.includes("Ctrl"),
    shiftKey: parts.includes("Shift"),
    altKey: false,
    metaKey: false,
  };
  const text = from.find((line) => line.id === id)?.text ?? "";
  const done = restructuring(event, { id, text, at }, from);
  if (!done) return undefined;
  const now = done.next(from);
  const line = done.goTo(now);
  return textOf(
    now.map((one) =>
      one.id === line
        ? { ...one, text: `${one.text.slice(0, done.at)}|${one.text.slice(done.at)}` }
        : one,
    ),
  );
}

describe("keys in a line", () => {
  it("part it and join it", () => {
    expect(pressed("Shift+Enter", "2", 6)).toBe("Milk 1.20\nThank\n|you");
    expect(pressed("Shift+Enter", "2", 0)).toBeUndefined();
    expect(pressed("Backspace", "2", 0)).toBe("Milk 1.20| Thank you");
    expect(pressed("Backspace", "2", 3)).toBeUndefined();
    expect(pressed("Backspace", "0", 0)).toBeUndefined();
  });

  it("add, move and remove lines", () => {
    expect(pressed("Ctrl+Enter", "1", 2)).toBe("Milk 1.20\n|\nThank you");
    expect(pressed("Ctrl+Shift+ArrowUp", "2", 1)).toBe("Milk T|hank you\n1.20");
    const emptied = document.map((line) => (line.id === "1" ? { ...line, text: "" } : line));
    expect(pressed("Backspace", "1", 0, emptied)).toBe("Milk|\nThank you");
    expect(pressed("Delete", "1", 0, emptied)).toBe("Milk\n|Thank you");
  });

  it("are left alone otherwise", () => {
    expect(pressed("Enter", "0", 2)).toBeUndefined();
    expect(pressed("a", "0", 2)).toBeUndefined();
    expect(pressed("Ctrl+Backspace", "2", 0)).toBeUndefined();
  });
});
