import { bounds, type Rect } from "../picture/geometry";
import { changedLines, type Document, saying, type TextLine } from "./document";
import { inserted } from "./inserted";

/** A document, and which of its lines a person said are right. */
export interface Worked {
  readonly lines: Document;
  readonly checked: ReadonlySet<string>;
}

/** How much of two boxes must be common, of all that both cover, for them to be the same line. */
const SAME = 0.5;
/** A line of which others cover more than this is not missing. */
const COVERED = 0.3;

/**
 * What a person made of one reading of a picture since `before`, carried over to another reading of
 * it: a line that was corrected or ticked off says so there too, whatever it said; one that was
 * added is put where it belongs, as far as that reading goes (`part`; undefined: all of the picture).
 */
export function carried(before: Worked, now: Worked, to: Worked, part?: Rect): Worked {
  const changed = changedLines(before.lines, now.lines);
  const newer = now.lines.filter(
    ({ id }) => changed.has(id) || (now.checked.has(id) && !before.checked.has(id)),
  );
  const checked = new Set(to.checked);
  const left = new Set(newer);
  const lines = to.lines.map((line) => {
    const source = same(newer, line);
    if (!source) return line;
    left.delete(source);
    checked.add(line.id);
    return source.text === line.text ? line : saying(line, source.text);
  });
  const missing = [...left].filter((line) => isAdded(line) && isMissing(line, lines, part));
  return { lines: missing.reduce(inserted, lines), checked };
}

/** Whether a person made the line, not the reader. */
function isAdded({ id, text }: TextLine): boolean {
  return !/^\d+$/.test(id) && text !== "";
}

function isMissing({ id, box }: TextLine, lines: Document, part: Rect | undefined): boolean {
  if (!box || lines.some((line) => line.id === id)) return false;
  const here = bounds(box);
  const common = (other: Rect) => commonArea(here, other) / Math.max(1e-9, area(here));
  if (part && common(part) < SAME) return false;
  return !lines.some((line) => line.box && common(bounds(line.box)) > COVERED);
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
  const common = commonArea(one, other);
  return common / Math.max(1e-9, area(one) + area(other) - common);
}

function commonArea(one: Rect, other: Rect): number {
  const width = Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x);
  const height = Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y);
  return Math.max(0, width) * Math.max(0, height);
}

function area({ width, height }: Rect): number {
  return width * height;
}
