import { useState } from "react";
import type { Reading } from "../read/reading";
import {
  begin,
  changedLines,
  check,
  type Edits,
  editLine,
  editText,
  redo,
  undo,
  type Version,
} from "./edits";
import { outbox } from "./outbox";

/** A reading as it stands, what changes it, and how far the changes have been saved. */
export interface EditedReading {
  readonly now: Version;
  readonly checked: ReadonlySet<number>;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly setLine: (index: number, text: string) => void;
  /** Says that a line is right as it stands. */
  readonly check: (index: number) => void;
  readonly setText: (text: string) => void;
  readonly undo: () => void;
  readonly redo: () => void;
}

/** The edits of all readings that are open, each kept while others are looked at. */
export function useEdits(): (reading: Reading) => EditedReading {
  const [all, setAll] = useState<ReadonlyMap<string, Edits>>(new Map());
  return (reading) => {
    const edits = all.get(reading.id) ?? begin(versionOf(reading), reading.corrected);
    const change = (next: Edits) => {
      if (next === edits) return;
      setAll(new Map(all).set(reading.id, next));
      if (next.now === edits.now) return;
      outbox.put(reading.id, next.now.text, changedLines(edits.now, next.now));
    };
    return {
      now: edits.now,
      checked: edits.checked,
      canUndo: edits.past.length > 0,
      canRedo: edits.future.length > 0,
      setLine: (index, text) => change(editLine(edits, index, text)),
      check: (index) => change(check(edits, index)),
      setText: (text) => change(editText(edits, text)),
      undo: () => change(undo(edits)),
      redo: () => change(redo(edits)),
    };
  };
}

function versionOf({ text, lines }: Reading): Version {
  return { text, lines: lines.map((line) => line.text) };
}
