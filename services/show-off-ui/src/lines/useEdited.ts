import { useEffect, useSyncExternalStore } from "react";
import type { Reading } from "../read/reading";
import { type Document, textOf } from "./document";
import { desk } from "./theDesk";

/** A reading as it stands, and what changes it. Lines are named by their ids. */
export interface EditedReading {
  readonly lines: Document;
  /** The lines after what was just changed, before anything is drawn anew. */
  readonly linesNow: () => Document;
  readonly text: string;
  readonly checked: ReadonlySet<string>;
  /** The line that is being typed in. */
  readonly typing: string | undefined;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly type: (line: string, text: string) => void;
  readonly typeWhole: (text: string) => void;
  /** The field that was typed in was left. */
  readonly leave: () => void;
  readonly giveUp: () => void;
  /** Says that a line is right as it stands. */
  readonly check: (line: string) => void;
  readonly change: (next: (now: Document) => Document) => void;
  readonly undo: () => void;
  readonly redo: () => void;
}

/** Carries what was made of other readings of the same picture, the one shown last at the end, over to the one that is shown. */
export function useCarried(readings: readonly Reading[], shown: Reading | undefined): void {
  useEffect(() => {
    if (!shown) return;
    const others = readings.filter(({ id }) => id !== shown.id);
    if (others.length > 0) desk.carry(others, shown);
  }, [readings, shown]);
}

/** Follows the edits of a reading. */
export function useEdited(reading: Reading | undefined): EditedReading | undefined {
  useSyncExternalStore(desk.subscribe, desk.snapshot);
  if (!reading) return undefined;
  const { id } = reading;
  const { now, past, future, checked, typing } = desk.of(reading);
  return {
    lines: now,
    linesNow: () => desk.of(reading).now,
    text: textOf(now),
    checked,
    typing,
    canUndo: past.length > 0,
    canRedo: future.length > 0,
    type: (line, text) => desk.type(id, line, text),
    typeWhole: (text) => desk.typeWhole(id, text),
    leave: () => desk.leave(id),
    giveUp: () => desk.giveUp(id),
    check: (line) => desk.check(id, line),
    change: (next) => desk.change(id, next),
    undo: () => desk.undo(id),
    redo: () => desk.redo(id),
  };
}
