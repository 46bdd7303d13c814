import type { Kept } from "./laid";

/** What the server keeps nothing of is kept for so long, as the queue that it belongs to is. */
const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Which texts, by their ids, this browser need not keep any longer: those that it alone has, after a
 * day; of the others, which the server has too, all but the latest. What is unsent is never spared.
 */
export function spare(
  all: ReadonlyMap<string, Kept | undefined>,
  atMost: number,
  now: number,
): readonly string[] {
  const kept = [...all].map(([id, one]) => ({ id, at: one?.at ?? 0, ...one }));
  const old = kept.filter(({ only, at }) => only && now - at > DAY_MS);
  const elsewhere = kept
    .filter(({ only }) => !only)
    .sort((one, other) => other.at - one.at)
    .slice(atMost)
    .filter(({ sent }) => sent !== false);
  return [...old, ...elsewhere].map(({ id }) => id);
}
