import { clamp, type Point, type Rect, type Size } from "./geometry";

/** How a picture lies on its stage: a picture's point p is shown at p · scale + (x, y). */
export interface View {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

/** Around the picture when all of it is shown, in pixels of the stage. */
const MARGIN = 16;
/** A picture's pixel is shown at most this large. */
const LARGEST = 12;
/** Text smaller than this on the stage is hard to read, and shown at this size when looked at. */
const READABLE = 16;
const COMFORTABLE = 30;

/** All of the picture, centred; small pictures are enlarged at most twice. */
export function fitted(picture: Size, stage: Size): View {
  const scale = Math.min(
    Math.max(1, stage.width - 2 * MARGIN) / picture.width,
    Math.max(1, stage.height - 2 * MARGIN) / picture.height,
    2,
  );
  return settled({ scale, x: 0, y: 0 }, picture, stage);
}

/** Enlarged by `factor` with the point under `at` (on the stage) left where it is. */
export function zoomed(view: View, factor: number, at: Point, picture: Size, stage: Size): View {
  const smallest = fitted(picture, stage).scale;
  const scale = clamp(view.scale * factor, smallest, Math.max(LARGEST, smallest));
  const ratio = scale / view.scale;
  const moved = {
    scale,
    x: at[0] - (at[0] - view.x) * ratio,
    y: at[1] - (at[1] - view.y) * ratio,
  };
  return settled(moved, picture, stage);
}

export function panned(view: View, dx: number, dy: number, picture: Size, stage: Size): View {
  return settled({ ...view, x: view.x + dx, y: view.y + dy }, picture, stage);
}

/** Moved as little as it takes to read what is in `rect`, enlarged only if that is too small. */
export function revealing(view: View, rect: Rect, picture: Size, stage: Size): View {
  const letter = Math.min(rect.width, rect.height);
  const widest = (stage.width - 2 * MARGIN) / rect.width;
  const highest = (stage.height - 2 * MARGIN) / rect.height;
  const scale =
    letter * view.scale < READABLE
      ? Math.max(view.scale, Math.min(COMFORTABLE / letter, widest, highest))
      : view.scale;
  const centre: Point = [rect.x + rect.width / 2, rect.y + rect.height / 2];
  const at: Point = [centre[0] * view.scale + view.x, centre[1] * view.scale + view.y];
  const near = zoomed(view, scale / view.scale, at, picture, stage);
  const dx = intoSight(rect.x * near.scale + near.x, rect.width * near.scale, stage.width);
  const dy = intoSight(rect.y * near.scale + near.y, rect.height * near.scale, stage.height);
  return panned(near, dx, dy, picture, stage);
}

/** The point of the picture that is shown at a point of the stage. */
export function onPicture([x, y]: Point, view: View): Point {
  return [(x - view.x) / view.scale, (y - view.y) / view.scale];
}

/** A picture smaller than the stage is centred; a larger one leaves no gap beyond the margin. */
function settled({ scale, x, y }: View, picture: Size, stage: Size): View {
  return {
    scale,
    x: axis(x, picture.width * scale, stage.width),
    y: axis(y, picture.height * scale, stage.height),
  };
}

function axis(offset: number, length: number, room: number): number {
  if (length + 2 * MARGIN <= room) return (room - length) / 2;
  return clamp(offset, room - MARGIN - length, MARGIN);
}

function intoSight(start: number, length: number, room: number): number {
  const end = start + length;
  if (start >= MARGIN && end <= room - MARGIN) return 0;
  return length > room - 2 * MARGIN ? MARGIN - start : (room - length) / 2 - start;
}
