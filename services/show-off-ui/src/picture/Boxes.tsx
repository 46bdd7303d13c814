import { type KeyboardEvent, useRef } from "react";
import { useMessages } from "../i18n/Messages";
import { isDoubtful } from "../lines/confidence";
import type { LinkedLines } from "../lines/useLinkedLines";
import type { Line } from "../read/reading";
import style from "./Boxes.module.css";
import { clamp } from "./geometry";

interface BoxesProps {
  readonly lines: readonly Line[];
  /** The lines as they stand after corrections. */
  readonly texts: readonly string[];
  /** Those that a person has looked at: nothing about them is doubtful any more. */
  readonly checked: ReadonlySet<number>;
  readonly linked: LinkedLines;
}

/** The lines on the picture. One stop for the keyboard; arrow keys go from line to line. */
export function Boxes({ lines, texts, checked, linked }: BoxesProps) {
  const { picture } = useMessages();
  const boxes = useRef<(SVGPolygonElement | null)[]>([]);
  const stop = linked.active ?? 0;

  const onKeyDown = (event: KeyboardEvent, index: number) => {
    const step = STEPS[event.key];
    if (step) boxes.current[clamp(index + step, 0, lines.length - 1)]?.focus();
    else if (event.key === "Enter" || event.key === " ") linked.edit(index);
    else return;
    event.preventDefault();
  };

  return (
    <g role="listbox" aria-label={picture.lines} className={style.boxes}>
      {lines.map(({ points, confidence }, index) => (
        <polygon
          // biome-ignore lint/suspicious/noArrayIndexKey: lines are never reordered
          key={index}
          ref={(element) => {
            boxes.current[index] = element;
          }}
          role="option"
          aria-selected={linked.active === index}
          aria-label={picture.line(index + 1, texts[index] ?? "")}
          tabIndex={index === stop ? 0 : -1}
          points={points.map((point) => point.join(",")).join(" ")}
          className={style.box}
          data-active={linked.active === index || undefined}
          data-hovered={linked.hovered === index || undefined}
          data-doubtful={(isDoubtful(confidence) && !checked.has(index)) || undefined}
          onPointerEnter={() => linked.hover(index)}
          onPointerLeave={() => linked.hover(undefined)}
          onFocus={() => linked.activate(index, "picture")}
          onClick={({ nativeEvent }) => {
            // A finger's tap would raise the keyboard over what it pointed at.
            const touched =
              nativeEvent instanceof PointerEvent && nativeEvent.pointerType === "touch";
            if (touched) linked.activate(index, "picture");
            else linked.edit(index);
          }}
          onKeyDown={(event) => onKeyDown(event, index)}
        />
      ))}
    </g>
  );
}

const STEPS: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  ArrowRight: 1,
  ArrowUp: -1,
  ArrowLeft: -1,
};
