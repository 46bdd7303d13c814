import type { Ref } from "react";
import type { TextLine } from "../lines/document";
import type { Point } from "./geometry";
import style from "./LineText.module.css";

interface LineTextProps {
  readonly line: TextLine;
  readonly ref?: Ref<SVGTextElement>;
  /** Whether it lies over the picture, to be selected but not seen. */
  readonly clear?: boolean;
}

/** The words of a line where they stand in the picture, as long as its box. */
export function LineText({ line: { text, box }, ref, clear = false }: LineTextProps) {
  if (!box || text === "") return null;
  const [start = ORIGIN, end = ORIGIN, , below = ORIGIN] = box;
  const height = distance(start, below);
  const slope = (Math.atan2(end[1] - start[1], end[0] - start[0]) * 180) / Math.PI;
  return (
    <text
      ref={ref}
      className={clear ? style.clear : undefined}
      transform={`translate(${below[0]} ${below[1]}) rotate(${slope})`}
      y={-0.22 * height}
      fontSize={0.8 * height}
      textLength={distance(start, end)}
      lengthAdjust="spacingAndGlyphs"
    >
      {text}
    </text>
  );
}

const ORIGIN: Point = [0, 0];

function distance([ax, ay]: Point, [bx, by]: Point): number {
  return Math.hypot(ax - bx, ay - by);
}
