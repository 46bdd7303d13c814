import { bounds, type Rect } from "../picture/geometry";
import { changedLines, type Document, saying, type TextLine } from "./document";

/** How much of two boxes must be common, of all that both cover, for them to be the same line. */
const SAME = 0.5;

/**
 * What a person made of one reading, carried over to another reading of the same picture: a line
 * that was corrected or ticked off is so there too, if nobody has touched it there yet.
 */
export function carried(
  from: { readonly read: Document; readonly now: Document; readonly checked: ReadonlySet<string> },
  to: { readonly read: Document; readonly now: Document; readonly checked: ReadonlySet<string> },
): { readonly now: Document; readonly checked: ReadonlySet<string> } {
  const corrected = changedLines(from.read, from.now);
  const touched = changedLines(to.read, to.now);
  const known = from.now.filter(({ id }) => corrected.has(id) || from.checked.has(id));
  const checked = new Set(to.checked);
  const now = to.now.map((line) => {
    const source = touched.has(line.id) || checked.has(line.id) ? undefined : same(known, line);
    if (!source) return line;
    checked.add(line.id);
    return corrected.has(source.id) ? saying(line, source.text) : line;
  });
  return { now, checked };
}

function same(lines: readonly TextLine[], { box }: TextLine): TextLine | undefined {
  if (!box) return undefined;
  const here = bounds(box);
  const shares = lines.map((line) => ({
    line,
    share: line.box ? overlap(bounds(line.box), here) : 0,
  }));
  const best = shares.sort((one, other) => other.share - one.share)[0];
  return best && best.share >= SAME ? best.line : undefined;
}

function overlap(one: Rect, other: Rect): number {
  const width = Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x);
  const height = Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y);
  const common = Math.max(0, width) * Math.max(0, height);
  return common / Math.max(1e-9, area(one) + area(other) - common);
}

function area({ width, height }: Rect): number {
  return width * height;
}
