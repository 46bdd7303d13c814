import type { Document } from "./document";

/** A document as it stands, and how it stood before. */
export interface Edits {
  readonly now: Document;
  readonly past: readonly Document[];
  readonly future: readonly Document[];
  /** Lines that a person has looked at and left, changed or not, by their ids. */
  readonly checked: ReadonlySet<string>;
  /** Where something is being typed: all of it is one step. */
  readonly typing?: string;
}

export function begin(now: Document, checked: Iterable<string> = []): Edits {
  return { now, past: [], future: [], checked: new Set(checked) };
}

/** One more step. Those that name the same `typing`, without another in between, are one. */
export function advance(edits: Edits, now: Document, typing?: string): Edits {
  const { typing: before, ...rest } = edits;
  if (now === edits.now) return edits;
  const goesOn = typing !== undefined && typing === before;
  return {
    ...rest,
    now,
    past: goesOn ? edits.past : [...edits.past, edits.now],
    future: [],
    ...(typing !== undefined && { typing }),
  };
}

/** What is typed from now on is another step. */
export function settle({ typing: _, ...edits }: Edits): Edits {
  return edits;
}

/** As before the step that is being typed. */
export function giveUp(edits: Edits): Edits {
  const before = edits.past.at(-1);
  if (edits.typing === undefined || !before) return settle(edits);
  return { ...settle(edits), now: before, past: edits.past.slice(0, -1) };
}

export function check(edits: Edits, id: string): Edits {
  if (edits.checked.has(id)) return edits;
  return { ...edits, checked: new Set([...edits.checked, id]) };
}

/** The same edits of a document in which others changed something: undoing them leaves that be. */
export function rebased(
  edits: Edits,
  onto: (document: Document) => Document,
  checked: Iterable<string>,
): Edits {
  return {
    ...edits,
    now: onto(edits.now),
    past: edits.past.map(onto),
    future: edits.future.map(onto),
    checked: new Set([...edits.checked, ...checked]),
  };
}

export function undo(edits: Edits): Edits {
  const now = edits.past.at(-1);
  if (!now) return edits;
  const future = [edits.now, ...edits.future];
  return { ...settle(edits), now, past: edits.past.slice(0, -1), future };
}

export function redo(edits: Edits): Edits {
  const [now, ...future] = edits.future;
  if (!now) return edits;
  return { ...settle(edits), now, past: [...edits.past, edits.now], future };
}
