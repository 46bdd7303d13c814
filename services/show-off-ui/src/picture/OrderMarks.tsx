import type { Document, TextLine } from "../lines/document";
import type { Point } from "./geometry";
import style from "./OrderMarks.module.css";
import type { Stage } from "./useStage";

interface OrderMarksProps {
  readonly lines: Document;
  readonly stage: Pick<Stage, "view" | "turn">;
}

/** Of a number, in pixels of the stage. */
const RADIUS = 11;

/** The order of the lines, drawn on the picture: a path from one to the next, and their numbers. */
export function OrderMarks({ lines, stage: { view, turn } }: OrderMarksProps) {
  const radius = RADIUS / view.scale;
  const places = lines.map((line) => before(line, radius));
  const known = places.filter((place) => place !== undefined);
  return (
    <g className={style.order}>
      <path d={known.length > 1 ? `M${known.map((place) => place.join(" ")).join("L")}` : ""} />
      {places.map((place, number) =>
        place ? (
          <g
            key={lines[number]?.id}
            transform={`translate(${place.join(" ")}) rotate(${-turn}) scale(${radius})`}
          >
            <circle r={1} />
            <text y={0.4} fontSize={1.15}>
              {number + 1}
            </text>
          </g>
        ) : null,
      )}
    </g>
  );
}

/** Just before a line's first letter, in its own direction. */
function before({ box = [] }: TextLine, radius: number): Point | undefined {
  const [start, end, , below] = box;
  if (!start || !end || !below) return undefined;
  const length = Math.hypot(end[0] - start[0], end[1] - start[1]) || 1;
  const back = (radius * 1.2) / length;
  return [
    (start[0] + below[0]) / 2 - (end[0] - start[0]) * back,
    (start[1] + below[1]) / 2 - (end[1] - start[1]) * back,
  ];
}
