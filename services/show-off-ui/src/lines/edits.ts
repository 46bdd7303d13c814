import { linesOf, replaceLine } from "./weave";

/** What a person made of a reading so far. */
export interface Version {
  readonly lines: readonly string[];
  readonly text: string;
}

/** The versions of one reading: `read` is what the machine saw, `now` is what stands. */
export interface Edits {
  readonly read: Version;
  readonly now: Version;
  readonly past: readonly Version[];
  readonly future: readonly Version[];
  /** Lines that a person has looked at and left, changed or not. */
  readonly checked: ReadonlySet<number>;
}

export function begin(read: Version, now: Version = read): Edits {
  return { read, now, past: [], future: [], checked: new Set(changedLines(read, now).keys()) };
}

export function editLine(edits: Edits, index: number, line: string): Edits {
  const { lines, text } = edits.now;
  if (lines[index] === line) return edits;
  return advance(check(edits, index), {
    lines: lines.with(index, line),
    text: replaceLine(text, lines, index, line),
  });
}

export function editText(edits: Edits, text: string): Edits {
  if (edits.now.text === text) return edits;
  return advance(edits, { lines: linesOf(text, edits.now.text, edits.now.lines), text });
}

export function check(edits: Edits, index: number): Edits {
  if (edits.checked.has(index)) return edits;
  return { ...edits, checked: new Set([...edits.checked, index]) };
}

export function undo(edits: Edits): Edits {
  const now = edits.past.at(-1);
  if (!now) return edits;
  return { ...edits, now, past: edits.past.slice(0, -1), future: [edits.now, ...edits.future] };
}

export function redo(edits: Edits): Edits {
  const [now, ...future] = edits.future;
  if (!now) return edits;
  return { ...edits, now, past: [...edits.past, edits.now], future };
}

/** The lines that differ between two versions, by their number from 0. */
export function changedLines(before: Version, after: Version): Map<number, string> {
  const changed = [...after.lines.entries()].filter(
    ([index, line]) => before.lines[index] !== line,
  );
  return new Map(changed);
}

function advance(edits: Edits, now: Version): Edits {
  return { ...edits, now, past: [...edits.past, edits.now], future: [] };
}
