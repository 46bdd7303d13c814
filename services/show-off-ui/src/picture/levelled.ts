import { clamp, type Point, type Size } from "./geometry";

/** A line cut out of its picture and turned level. */
export interface Levelled {
  /** Of what is to be seen, in CSS pixels. */
  readonly size: Size;
  /** Takes the picture's pixels there: the argument of CSS `matrix()`. */
  readonly matrix: readonly [number, number, number, number, number, number];
  /** How wide the line itself is shown. */
  readonly lineWidth: number;
}

/** Around the line, as a share of its height. */
const ABOVE = 0.3;
const BESIDE = 0.6;
/** A line is shown at least this high, in CSS pixels, even if not all of it has room then. */
const LEGIBLE = 30;

/**
 * Shows a line level, as large as there is room for.
 *
 * @param box Its corners, clockwise from the top left of its text.
 * @param share Which place along the line, 0 to 1, is to be in sight where not all of it is.
 */
export function levelled(box: readonly Point[], room: Size, share: number): Levelled {
  const [start = ORIGIN, end = ORIGIN, , below = ORIGIN] = box;
  const width = Math.max(1, distance(start, end));
  const height = Math.max(1, distance(start, below));
  const [beside, above] = [BESIDE * height, ABOVE * height];
  const wanted = Math.min(room.height / (height + 2 * above), room.width / (width + 2 * beside));
  const scale = Math.max(wanted, Math.min(LEGIBLE, room.height) / (height + 2 * above));
  const whole = (width + 2 * beside) * scale;
  const shown = Math.min(whole, room.width);
  const left = clamp(share * width * scale + beside * scale - shown / 2, 0, whole - shown);
  const angle = Math.atan2(end[1] - start[1], end[0] - start[0]);
  const [cos, sin] = [scale * Math.cos(angle), scale * Math.sin(angle)];
  const [x, y] = start;
  return {
    size: { width: shown, height: (height + 2 * above) * scale },
    matrix: [
      cos,
      -sin,
      sin,
      cos,
      beside * scale - left - (cos * x + sin * y),
      above * scale - (cos * y - sin * x),
    ],
    lineWidth: width * scale,
  };
}

const ORIGIN: Point = [0, 0];

function distance([ax, ay]: Point, [bx, by]: Point): number {
  return Math.hypot(ax - bx, ay - by);
}
