import type { Document, TextLine } from "./document";

/**
 * Another reading of the same picture with its lines in the order that a person gave them between
 * `before` and `now`; as it is where they moved none. Rows and paragraphs stay where they are.
 *
 * @param twin Names the line of `to` that stands where this one does.
 */
export function reordered(
  before: Document,
  now: Document,
  to: Document,
  twin: (line: TextLine) => string | undefined,
): Document {
  const stayed = (document: Document, other: Document) =>
    document.filter(({ id }) => other.some((line) => line.id === id)).map(({ id }) => id);
  if (stayed(before, now).join() === stayed(now, before).join()) return to;
  const wanted = new Set(now.map(twin).filter((id) => id !== undefined));
  const order = [...wanted].flatMap((id) => to.find((line) => line.id === id) ?? []);
  return to.map((line) => {
    if (!wanted.has(line.id)) return line;
    const next = order.shift() ?? line;
    return next === line ? line : { ...next, gap: line.gap };
  });
}
