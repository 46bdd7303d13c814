import { type PointerEvent, useRef } from "react";
import type { Point } from "./geometry";
import type { Stage } from "./useStage";

/** Movement, in CSS pixels, from which on a press is a drag and no longer a click. */
const SLACK = 4;

interface Pointers {
  readonly onPointerDown: (event: PointerEvent<HTMLElement>) => void;
  readonly onPointerMove: (event: PointerEvent<HTMLElement>) => void;
  readonly onPointerUp: (event: PointerEvent<HTMLElement>) => void;
  readonly onPointerCancel: (event: PointerEvent<HTMLElement>) => void;
}

/** Pans with one pointer, unless that draws; zooms and pans with two. */
export function usePointers(stage: Stage, draws = false): Pointers {
  const down = useRef(new Map<number, Point>());
  const dragging = useRef(false);

  const at = (event: PointerEvent<HTMLElement>): Point => {
    const { left, top } = event.currentTarget.getBoundingClientRect();
    return [event.clientX - left, event.clientY - top];
  };

  const end = (event: PointerEvent<HTMLElement>) => {
    down.current.delete(event.pointerId);
    if (down.current.size === 0) dragging.current = false;
  };

  return {
    onPointerDown(event) {
      const onWords = event.target instanceof SVGTextElement;
      // A mouse selects words; fingers move the picture, and select by a long press.
      if (onWords && event.pointerType === "mouse") return;
      if (event.button === 0) down.current.set(event.pointerId, at(event));
    },
    onPointerMove(event) {
      const before = down.current.get(event.pointerId);
      if (!before) return;
      const now = at(event);
      const [dx, dy] = [now[0] - before[0], now[1] - before[1]];
      if (!dragging.current && Math.hypot(dx, dy) < SLACK) return;
      dragging.current = true;
      event.currentTarget.setPointerCapture(event.pointerId);
      const other = [...down.current].find(([id]) => id !== event.pointerId)?.[1];
      down.current.set(event.pointerId, now);
      if (!other) return draws ? undefined : stage.pan(dx, dy);
      const apart = (point: Point) => Math.hypot(point[0] - other[0], point[1] - other[1]) || 1;
      const middle: Point = [(now[0] + other[0]) / 2, (now[1] + other[1]) / 2];
      stage.zoom(apart(now) / apart(before), middle);
    },
    onPointerUp: end,
    onPointerCancel: end,
  };
}
