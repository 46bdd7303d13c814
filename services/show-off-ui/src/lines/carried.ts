import { bounds, type Rect } from "../picture/geometry";
import { area, commonArea, overlap } from "../picture/overlap";
import { changedLines, type Document, saying, type TextLine } from "./document";
import { inserted } from "./inserted";
import { reordered } from "./reordered";
import { type Reshaped, reshapedLines, reshapes } from "./reshaped";

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
 * it: a line that was corrected or ticked off says so there too, whatever it said; lines that were
 * parted, joined, removed or moved are so there; one that was added is put where it belongs. All of
 * it as far as that reading goes (`part`; undefined: all of the picture).
 */
export function carried(before: Worked, now: Worked, to: Worked, part?: Rect): Worked {
  const reshaped = reshapes(before.lines, now.lines).filter((one) => isWithin(one, part));
  const done = new Set(reshaped.flatMap(({ after }) => after.map(({ id }) => id)));
  const changed = changedLines(before.lines, now.lines);
  const newer = now.lines.filter(
    ({ id }) =>
      !done.has(id) && (changed.has(id) || (now.checked.has(id) && !before.checked.has(id))),
  );
  const checked = new Set(to.checked);
  const left = new Set(newer);
  const said = to.lines.map((line) => {
    const source = same(newer, line);
    if (!source) return line;
    left.delete(source);
    checked.add(line.id);
    return source.text === line.text ? line : saying(line, source.text);
  });
  const shaped = reshaped.reduce(reshapedLines, said);
  const missing = [...left].filter((line) => isAdded(line) && isMissing(line, shaped, part));
  const all = missing.reduce(inserted, shaped);
  const twin = (line: TextLine) => same(all, line)?.id;
  for (const line of now.lines) {
    const id = done.has(line.id) && now.checked.has(line.id) ? twin(line) : undefined;
    if (id) checked.add(id);
  }
  return { lines: reordered(before.lines, now.lines, all, twin), checked };
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

/** Whether all of it lies in the part that was read. */
function isWithin({ boxes }: Reshaped, part: Rect | undefined): boolean {
  return !part || boxes.every((box) => commonArea(box, part) > 0.9 * area(box));
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
