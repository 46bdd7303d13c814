import type { Document } from "./document";
import { newLine } from "./rewritten";
import { added, joined, moved, split, without } from "./structure";

interface Keys {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/** What a key in a line does to the lines, and where the cursor is then. */
export interface Restructuring {
  readonly next: (document: Document) => Document;
  /** The line that the cursor goes to, found in the document as it is then. */
  readonly goTo: (document: Document) => string | undefined;
  readonly at: number;
}

/**
 * What a key does to the line `id` with the cursor before its character `at`; undefined for keys
 * that do nothing of the kind.
 *
 * Shift Enter parts the line there, Backspace at its start joins it to the one before, Ctrl Enter
 * adds one below, Ctrl Shift and an arrow move it, Backspace and Delete remove it when empty.
 */
export function restructuring(
  event: Keys,
  { id, text, at }: { readonly id: string; readonly text: string; readonly at: number },
  document: Document,
): Restructuring | undefined {
  const { key, shiftKey, altKey } = event;
  const command = event.ctrlKey || event.metaKey;
  const place = document.findIndex((line) => line.id === id);
  const beside = (step: number) => (now: Document) => now[place + step]?.id;
  if (altKey) return undefined;
  if (key === "Enter" && command) {
    const line = newLine("", "\n");
    return { next: (now) => added(now, id, line), goTo: () => line.id, at: 0 };
  }
  if (key === "Enter" && shiftKey) {
    return at > 0 && at < text.length
      ? { next: (now) => split(now, id, at), goTo: beside(1), at: 0 }
      : undefined;
  }
  if (command && shiftKey && (key === "ArrowUp" || key === "ArrowDown")) {
    return { next: (now) => moved(now, id, key === "ArrowUp" ? -1 : 1), goTo: () => id, at };
  }
  if (command || shiftKey) return undefined;
  if (text === "" && (key === "Backspace" || key === "Delete")) {
    const step = key === "Backspace" && place > 0 ? -1 : 0;
    const end = document[place + step]?.text.length ?? 0;
    return { next: (now) => without(now, id), goTo: beside(step), at: step ? end : 0 };
  }
  const before = document[place - 1];
  if (key === "Backspace" && at === 0 && before) {
    return { next: (now) => joined(now, id), goTo: () => before.id, at: before.text.length };
  }
  return undefined;
}
