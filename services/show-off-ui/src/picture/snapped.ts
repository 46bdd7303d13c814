import type { TextLine } from "../lines/document";
import { wordAround } from "../lines/doubts";
import { bounds, inside, type Rect, type Size } from "./geometry";

/** Of a line's height: so much of it must lie in a part for the line to be meant. */
const MEANT = 0.5;

/**
 * A part of a picture, made as much larger as it takes to cut no word: lines that mostly lie in it
 * are in it to their upper and lower edges, and words at its sides to their ends.
 */
export function snapped(part: Rect, lines: readonly TextLine[], picture: Size): Rect {
  let [left, top] = [part.x, part.y];
  let [right, bottom] = [part.x + part.width, part.y + part.height];
  for (const { text, box } of lines) {
    if (!box || text === "") continue;
    const line = bounds(box);
    const end = line.x + line.width;
    const within = Math.min(part.y + part.height, line.y + line.height) - Math.max(part.y, line.y);
    const beside = part.x >= end || part.x + part.width <= line.x;
    // Of a line that stands upright no character's place is known.
    if (beside || within < MEANT * line.height || line.height > line.width * 2) continue;
    top = Math.min(top, line.y);
    bottom = Math.max(bottom, line.y + line.height);
    const letter = line.width / text.length;
    const wordAt = (x: number) =>
      wordAround(text, { at: Math.floor((x - line.x) / letter), length: 1, alternatives: [] });
    if (part.x > line.x) left = Math.min(left, line.x + wordAt(part.x)[0] * letter);
    const last = part.x + part.width;
    if (last < end) right = Math.max(right, line.x + wordAt(last)[1] * letter);
  }
  return inside({ x: left, y: top, width: right - left, height: bottom - top }, picture);
}
