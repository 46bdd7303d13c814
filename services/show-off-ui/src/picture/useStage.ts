import { type RefObject, useEffect, useRef, useState } from "react";
import { useSize } from "../ui/useSize";
import type { Point, Rect, Size } from "./geometry";
import { type Turn, turnedRect, turnedSize, turnTransform } from "./turn";
import { fitted, panned, revealing, type View, zoomed } from "./view";

const STEP = 1.4;
const PAN = 48;

export interface Stage {
  readonly ref: RefObject<HTMLDivElement | null>;
  readonly view: View;
  /** Puts what is in pixels of the picture as it is where it is seen. */
  readonly transform: string;
  readonly turn: Turn;
  /** Whether all of the picture is shown. */
  readonly whole: boolean;
  /** Whether the last move was one to follow with the eyes rather than the hand. */
  readonly gliding: boolean;
  readonly zoom: (factor: number, at?: Point) => void;
  readonly pan: (dx: number, dy: number) => void;
  readonly reveal: (rect: Rect) => void;
  readonly fit: () => void;
}

/** The stage that a picture of a certain size lies on, turned: its view and what moves it. */
export function useStage(straight: Size, turn: Turn): Stage {
  const picture = turnedSize(straight, turn);
  const [ref, room] = useSize<HTMLDivElement>();
  const [moved, setMoved] = useState<View | undefined>();
  const [gliding, setGliding] = useState(false);

  const view = moved ? panned(moved, 0, 0, picture, room) : fitted(picture, room);

  const move = (next: View, glide: boolean) => {
    setGliding(glide);
    setMoved(next.scale <= fitted(picture, room).scale ? undefined : next);
  };
  const centre: Point = [room.width / 2, room.height / 2];
  return {
    ref,
    view,
    transform: `translate(${view.x}px, ${view.y}px) scale(${view.scale})${turnTransform(straight, turn)}`,
    turn,
    whole: moved === undefined,
    gliding,
    zoom: (factor, at) => move(zoomed(view, factor, at ?? centre, picture, room), !at),
    pan: (dx, dy) => move(panned(view, dx, dy, picture, room), false),
    reveal: (rect) => move(revealing(view, turnedRect(rect, straight, turn), picture, room), true),
    fit: () => move(fitted(picture, room), true),
  };
}

/** Zooms and pans with keys; returns whether the key was one of these. */
export function moveByKey(key: string, stage: Stage): boolean {
  const pan = PANS[key];
  const zoom = ZOOMS[key];
  if (pan) stage.pan(pan[0] * PAN, pan[1] * PAN);
  else if (zoom) stage.zoom(zoom);
  else if (key === "0") stage.fit();
  else return false;
  return true;
}

const PANS: Readonly<Record<string, Point>> = {
  ArrowLeft: [1, 0],
  ArrowRight: [-1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

const ZOOMS: Readonly<Record<string, number>> = { "+": STEP, "=": STEP, "-": 1 / STEP };

/** Zooms with the wheel, which React cannot keep from scrolling the page as well. */
export function useWheel(stage: Stage, ref: RefObject<HTMLElement | null> = stage.ref): void {
  const latest = useRef(stage);
  useEffect(() => {
    latest.current = stage;
  });
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    const listen = (event: WheelEvent) => {
      const page = document.documentElement;
      const scrolls = page.scrollHeight > page.clientHeight;
      if (scrolls && !event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const { left, top } = element.getBoundingClientRect();
      const at: Point = [event.clientX - left, event.clientY - top];
      latest.current.zoom(1.0018 ** -event.deltaY, at);
    };
    element.addEventListener("wheel", listen, { passive: false });
    return () => element.removeEventListener("wheel", listen);
  }, [ref]);
}
