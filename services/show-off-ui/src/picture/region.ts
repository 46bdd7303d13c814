import { clamp, inside, type Point, type Rect, type Size, spanned } from "./geometry";

/** What a press on the region takes hold of: its inside, or its sides by compass. */
export type Grip = "move" | "n" | "ne" | "e" | "se" | "s" | "sw" | "w" | "nw";

export const HANDLES: readonly Exclude<Grip, "move">[] = [
  "n",
  "ne",
  "e",
  "se",
  "s",
  "sw",
  "w",
  "nw",
];

/** Where a region begins, for those who do not draw it: the middle of the picture. */
export function startingRegion({ width, height }: Size): Rect {
  return inside(
    { x: width * 0.2, y: height * 0.3, width: width * 0.6, height: height * 0.4 },
    { width, height },
  );
}

export function drawn(from: Point, to: Point, picture: Size): Rect {
  return inside(spanned(from, to), picture);
}

export function moved(region: Rect, dx: number, dy: number, picture: Size): Rect {
  const x = clamp(region.x + dx, 0, picture.width - region.width);
  const y = clamp(region.y + dy, 0, picture.height - region.height);
  return inside({ ...region, x, y }, picture);
}

/** With the gripped sides dragged; a side dragged past its opposite turns the region over. */
export function dragged(region: Rect, grip: Grip, dx: number, dy: number, picture: Size): Rect {
  if (grip === "move") return moved(region, dx, dy, picture);
  const left = region.x + (grip.includes("w") ? dx : 0);
  const right = region.x + region.width + (grip.includes("e") ? dx : 0);
  const top = region.y + (grip.includes("n") ? dy : 0);
  const bottom = region.y + region.height + (grip.includes("s") ? dy : 0);
  return drawn([left, top], [right, bottom], picture);
}

/** Arrow keys move a region, with Shift they drag its lower right corner; else undefined. */
export function byKey(region: Rect, key: string, shift: boolean, picture: Size): Rect | undefined {
  const direction = DIRECTIONS[key];
  if (!direction) return undefined;
  const step = Math.max(1, Math.round(Math.max(picture.width, picture.height) / 50));
  const [dx, dy] = [direction[0] * step, direction[1] * step];
  if (!shift) return moved(region, dx, dy, picture);
  const width = Math.max(step, region.width + dx);
  return inside({ ...region, width, height: Math.max(step, region.height + dy) }, picture);
}

const DIRECTIONS: Readonly<Record<string, Point>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
