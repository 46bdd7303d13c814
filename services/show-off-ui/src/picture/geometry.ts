/** Points and rectangles in pixels of the displayed picture: origin top left, y downwards. */
export type Point = readonly [x: number, y: number];

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Rect extends Size {
  readonly x: number;
  readonly y: number;
}

/** What stands in for the size of a picture while nobody knows it: that of a sheet of paper. */
export const SHEET: Size = { width: 420, height: 594 };

/** The smallest upright rectangle around the points. */
export function bounds(points: readonly Point[]): Rect {
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  const x = Math.min(...xs);
  const y = Math.min(...ys);
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}

/** The part of a rectangle that lies inside a picture, in whole pixels, at least 1×1. */
export function inside(rect: Rect, picture: Size): Rect {
  const x = clamp(Math.round(rect.x), 0, picture.width - 1);
  const y = clamp(Math.round(rect.y), 0, picture.height - 1);
  const right = clamp(Math.round(rect.x + rect.width), x + 1, picture.width);
  const bottom = clamp(Math.round(rect.y + rect.height), y + 1, picture.height);
  return { x, y, width: right - x, height: bottom - y };
}

/** The rectangle that two opposite corners span, in whichever order they were given. */
export function spanned([ax, ay]: Point, [bx, by]: Point): Rect {
  return {
    x: Math.min(ax, bx),
    y: Math.min(ay, by),
    width: Math.abs(ax - bx),
    height: Math.abs(ay - by),
  };
}

export function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(high, value));
}
