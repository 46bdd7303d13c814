import { bounds, inside, type Point, type Rect, type Size } from "../picture/geometry";
import type { Reading } from "../read/reading";
import type { TextLine } from "./document";
import { newLine } from "./rewritten";

/** Around a drawn line, as a share of its height: text is found worse at a picture's very edge. */
const AROUND = 0.5;

/** The part of a picture to read for a line that was drawn. */
export function aroundLine({ x, y, width, height }: Rect, picture: Size): Rect {
  const margin = AROUND * height;
  const wider = {
    x: x - margin,
    y: y - margin,
    width: width + 2 * margin,
    height: height + 2 * margin,
  };
  return inside(wider, picture);
}

/** What was read where a person drew a line, as one line; empty where nothing was. */
export function drawnLine(drawn: Rect, { lines }: Pick<Reading, "lines">): TextLine {
  const found = lines.filter(({ points }) => isWithin(bounds(points), drawn));
  const [only] = found;
  const box = only && found.length === 1 ? only.points : corners(drawn);
  let text = "";
  const doubts = found.flatMap((line) => {
    const start = text === "" ? 0 : text.length + 1;
    text += (text === "" ? "" : " ") + line.text;
    return (line.doubts ?? []).map((doubt) => ({ ...doubt, at: doubt.at + start }));
  });
  const confidence = Math.min(1, ...found.map((line) => line.worst ?? line.confidence));
  return { ...newLine(text, "\n"), box, confidence, doubts };
}

function isWithin({ x, y, width, height }: Rect, drawn: Rect): boolean {
  const [middleX, middleY] = [x + width / 2 - drawn.x, y + height / 2 - drawn.y];
  return middleX >= 0 && middleX <= drawn.width && middleY >= 0 && middleY <= drawn.height;
}

function corners({ x, y, width, height }: Rect): readonly Point[] {
  return [
    [x, y],
    [x + width, y],
    [x + width, y + height],
    [x, y + height],
  ];
}
