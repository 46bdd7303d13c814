import { bounds, type Rect } from "../picture/geometry";
import { area, commonArea } from "../picture/overlap";
import type { Document, TextLine } from "./document";
import { newLine } from "./rewritten";
import { parted, together, without } from "./structure";

/** Lines that a person parted, joined or removed, as they were and as they are. */
export interface Reshaped {
  readonly before: readonly TextLine[];
  readonly after: readonly TextLine[];
  /** Where they stood and stand. */
  readonly boxes: readonly Rect[];
}

/** So much of a line lies within another where one was made of the other. */
const WITHIN = 0.5;

/** What was parted, joined or removed between two states of a document, each by itself. */
export function reshapes(before: Document, now: Document): readonly Reshaped[] {
  const [was, is] = [byId(before), byId(now)];
  const sameBox = ({ id, box }: TextLine) =>
    JSON.stringify(is.get(id)?.box) === JSON.stringify(box) && is.has(id);
  const old = before.filter((line) => line.box && !sameBox(line));
  const fresh = now.filter(({ id, box }) => {
    const line = was.get(id);
    return box && !(line && sameBox(line));
  });
  const groups: { before: TextLine[]; after: TextLine[] }[] = [];
  for (const line of old) {
    const after = fresh.filter((other) => other.id === line.id || touches(line, other));
    const known = groups.filter((group) => group.after.some((other) => after.includes(other)));
    const group = {
      before: [...known.flatMap((one) => one.before), line],
      after: [...new Set([...known.flatMap((one) => one.after), ...after])],
    };
    groups.splice(0, groups.length, ...groups.filter((one) => !known.includes(one)), group);
  }
  return groups.map((group) => {
    const then = before.filter((line) => group.before.includes(line));
    const after = now.filter((line) => group.after.includes(line));
    const boxes = [...then, ...after].flatMap(({ box }) => (box ? [bounds(box)] : []));
    return { before: then, after, boxes };
  });
}

/**
 * The same done to another reading, where it has anything there. It keeps its own words, unless the
 * person changed those, too.
 */
export function reshapedLines(document: Document, { before, after, boxes }: Reshaped): Document {
  const isThere = ({ box }: TextLine) =>
    box !== undefined &&
    boxes.some((other) => commonArea(bounds(box), other) > WITHIN * area(bounds(box)));
  const there = document.filter(isThere);
  const [first] = there;
  if (!first) return document;
  if (after.length === 0) return there.reduce((left, { id }) => without(left, id), document);
  const own = lettersOf(before) === lettersOf(after) && cut(there.reduce(together), after);
  const lines = (own || after).map((line, place): TextLine => {
    const { box, gap } = after[place] ?? line;
    const id = there[place]?.id ?? newLine("", "").id;
    return { ...line, id, ...(box && { box }), gap: place === 0 ? first.gap : gap };
  });
  const place = document.indexOf(first);
  const rest = document.filter((line) => line === first || !there.includes(line));
  return rest.toSpliced(place, 1, ...lines);
}

/** A line cut at the word ends nearest to where others were; undefined where it has no words for each. */
function cut(line: TextLine, like: readonly TextLine[]): readonly TextLine[] | undefined {
  const [first, ...others] = like;
  if (!first || others.length === 0) return [line];
  const length = like.reduce((sum, { text }) => sum + text.length, 0);
  const at = Math.round((line.text.length * first.text.length) / length);
  const spaces = [...line.text.matchAll(/\s/g)].map(({ index }) => index);
  const nearest = spaces.sort((one, other) => Math.abs(one - at) - Math.abs(other - at))[0];
  const parts = parted(line, nearest ?? at);
  const rest = parts && cut(parts[1], others);
  return parts && rest && [parts[0], ...rest];
}

function lettersOf(lines: readonly TextLine[]): string {
  return lines.map(({ text }) => text.replaceAll(/\s/g, "")).join("");
}

/** Whether one of two lines may be made of the other: most of the smaller lies in it. */
function touches(one: TextLine, other: TextLine): boolean {
  if (!one.box || !other.box) return false;
  const [here, there] = [bounds(one.box), bounds(other.box)];
  return commonArea(here, there) > WITHIN * Math.min(area(here), area(there));
}

function byId(document: Document): ReadonlyMap<string, TextLine> {
  return new Map(document.map((line) => [line.id, line]));
}
