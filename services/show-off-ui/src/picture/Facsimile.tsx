import type { TextLine } from "../lines/document";
import style from "./Facsimile.module.css";
import type { Point, Size } from "./geometry";

interface FacsimileProps {
  readonly size: Size;
  readonly lines: readonly TextLine[];
}

/** Stands in for a picture that the browser cannot show: its text, each line where it stands. */
export function Facsimile({ size, lines }: FacsimileProps) {
  return (
    <svg className={style.page} viewBox={`0 0 ${size.width} ${size.height}`} aria-hidden="true">
      {lines.map(({ id, text, box }) => {
        if (!box) return null;
        const [start = ORIGIN, end = ORIGIN, , below = ORIGIN] = box;
        const height = distance(start, below);
        const slope = (Math.atan2(end[1] - start[1], end[0] - start[0]) * 180) / Math.PI;
        return (
          <text
            key={id}
            transform={`translate(${below[0]} ${below[1]}) rotate(${slope})`}
            y={-0.22 * height}
            fontSize={0.8 * height}
            textLength={distance(start, end)}
            lengthAdjust="spacingAndGlyphs"
          >
            {text}
          </text>
        );
      })}
    </svg>
  );
}

const ORIGIN: Point = [0, 0];

function distance([ax, ay]: Point, [bx, by]: Point): number {
  return Math.hypot(ax - bx, ay - by);
}
