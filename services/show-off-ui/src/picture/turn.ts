import { type Point, type Rect, type Size, spanned } from "./geometry";

/** How far a picture is turned clockwise to be looked at, in degrees. */
export type Turn = 0 | 90 | 180 | 270;

export function turnedBy(turn: Turn, more: Turn): Turn {
  return ((turn + more) % 360) as Turn;
}

export function turnedSize({ width, height }: Size, turn: Turn): Size {
  return turn % 180 === 0 ? { width, height } : { width: height, height: width };
}

/** Where a point of a picture of this size is once that is turned. */
export function turnedPoint([x, y]: Point, { width, height }: Size, turn: Turn): Point {
  switch (turn) {
    case 0:
      return [x, y];
    case 90:
      return [height - y, x];
    case 180:
      return [width - x, height - y];
    case 270:
      return [y, width - x];
  }
}

export function turnedRect({ x, y, width, height }: Rect, picture: Size, turn: Turn): Rect {
  const [start, end] = [
    turnedPoint([x, y], picture, turn),
    turnedPoint([x + width, y + height], picture, turn),
  ];
  return spanned(start, end);
}

/** Where a rectangle of a turned picture lies in the picture as it is; that one's size is given. */
export function straightRect(rect: Rect, picture: Size, turn: Turn): Rect {
  return turnedRect(rect, turnedSize(picture, turn), ((360 - turn) % 360) as Turn);
}

/** The CSS transform of a picture's own pixels, with its top left corner as the origin. */
export function turnTransform({ width, height }: Size, turn: Turn): string {
  const [x, y] = turnedPoint([0, 0], { width, height }, turn);
  return turn === 0 ? "" : ` translate(${x}px, ${y}px) rotate(${turn}deg)`;
}

/** How much of all text must run in one direction for the picture to be turned by it. */
const MOST = 2 / 3;

/**
 * The turn that has most of a picture's text upright; 0 where there is none, or it runs in several
 * directions. Corners are as `Line.points` has them.
 */
export function uprightTurn(lines: readonly { readonly points: readonly Point[] }[]): Turn {
  const lengths = new Map<Turn, number>();
  let all = 0;
  for (const { points } of lines) {
    const [start, end] = points;
    if (!start || !end) continue;
    const [dx, dy] = [end[0] - start[0], end[1] - start[1]];
    const quarter = Math.round(Math.atan2(dy, dx) / (Math.PI / 2));
    const turn = ((((-quarter * 90) % 360) + 360) % 360) as Turn;
    const length = Math.hypot(dx, dy);
    lengths.set(turn, (lengths.get(turn) ?? 0) + length);
    all += length;
  }
  for (const [turn, length] of lengths) if (length >= MOST * all) return turn;
  return 0;
}
