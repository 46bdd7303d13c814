import type { Document } from "../lines/document";
import { bounds, type Point } from "./geometry";
import style from "./OrderMarks.module.css";

/** The order of the lines, drawn on the picture: a path from one to the next, and their numbers. */
export function OrderMarks({ lines, scale }: { readonly lines: Document; readonly scale: number }) {
  const starts = lines.map(({ box }): Point | undefined => {
    if (!box) return undefined;
    const { x, y, height } = bounds(box);
    return [x, y + height / 2];
  });
  const known = starts.filter((start) => start !== undefined);
  const size = 13 / scale;
  return (
    <g className={style.order}>
      <path d={known.length > 1 ? `M${known.map((start) => start.join(" ")).join("L")}` : ""} />
      {starts.map((start, place) =>
        start ? (
          <g key={lines[place]?.id}>
            <circle cx={start[0]} cy={start[1]} r={size * 0.85} />
            <text x={start[0]} y={start[1] + size * 0.36} fontSize={size}>
              {place + 1}
            </text>
          </g>
        ) : null,
      )}
    </g>
  );
}
