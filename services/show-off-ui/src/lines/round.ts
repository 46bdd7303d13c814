import { isDoubtful } from "./confidence";
import type { Document } from "./document";

/** One round through the lines to check: which they are, in order, and at which it is. */
export interface Round {
  readonly ids: readonly string[];
  /** Behind the last when the round is over. */
  readonly at: number;
}

/** A round through all that is to check, from the first behind the line `from` on. */
export function beginRound(document: Document, checked: ReadonlySet<string>, from?: string): Round {
  const ids = document.filter((line) => isDoubtful(line, checked)).map(({ id }) => id);
  const place = (id: string | undefined) => document.findIndex((line) => line.id === id);
  const at = ids.findIndex((id) => place(id) >= place(from));
  return { ids, at: Math.max(0, at) };
}

/** The line that the round is at; undefined when it is over. */
export function lineOf(round: Round): string | undefined {
  return round.ids[round.at];
}

/** On to the next line that is still there, or, with -1, back to the one before. */
export function step(round: Round, document: Document, by: 1 | -1): Round {
  const there = (id: string | undefined) => document.some((line) => line.id === id);
  let at = round.at + by;
  while (at >= 0 && at < round.ids.length && !there(round.ids[at])) at += by;
  return at < 0 ? round : { ...round, at };
}
