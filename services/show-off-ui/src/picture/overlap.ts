import type { Rect } from "./geometry";

/** How much is common to two rectangles, of all that both cover: 0 to 1. */
export function overlap(one: Rect, other: Rect): number {
  const common = commonArea(one, other);
  return common / Math.max(1e-9, area(one) + area(other) - common);
}

/** In square pixels. */
export function commonArea(one: Rect, other: Rect): number {
  const width = Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x);
  const height = Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y);
  return Math.max(0, width) * Math.max(0, height);
}

export function area({ width, height }: Rect): number {
  return width * height;
}
