import { type KeyboardEvent, useRef } from "react";
import { useMessages } from "../i18n/Messages";
import { isDoubtful } from "../lines/confidence";
import type { TextLine } from "../lines/document";
import type { LinkedLines } from "../lines/useLinkedLines";
import style from "./Boxes.module.css";
import { clamp } from "./geometry";
import { LineText } from "./LineText";
import { underlines } from "./underlines";
import { useCopiedSelection } from "./useCopiedSelection";

interface BoxesProps {
  readonly lines: readonly TextLine[];
  /** Those that a person has looked at: nothing about them is doubtful any more. */
  readonly checked: ReadonlySet<string>;
  readonly linked: LinkedLines;
}

/** The lines on the picture. One stop for the keyboard; arrow keys go from line to line. */
export function Boxes({ lines, checked, linked }: BoxesProps) {
  const { picture } = useMessages();
  const boxes = useRef(new Map<string, SVGGElement>());
  const texts = useRef(new Map<string, Element>());
  useCopiedSelection(lines, texts);
  const boxed = lines.filter(({ box }) => box);
  const doubtful = boxed.filter((line) => isDoubtful(line, checked));
  const stop = boxed.find(({ id }) => id === linked.active) ?? boxed[0];

  const onKeyDown = (event: KeyboardEvent, line: TextLine) => {
    const step = STEPS[event.key];
    const next = boxed[clamp(boxed.indexOf(line) + (step ?? 0), 0, boxed.length - 1)];
    if (step) boxes.current.get(next?.id ?? "")?.focus();
    else if (event.key === "Enter") linked.edit(line.id);
    else return;
    event.preventDefault();
  };

  return (
    <g role="listbox" aria-label={picture.lines}>
      {boxed.map((line) => (
        <g
          key={line.id}
          ref={(element) => {
            if (element) boxes.current.set(line.id, element);
            return () => void boxes.current.delete(line.id);
          }}
          role="option"
          aria-selected={linked.active === line.id}
          aria-label={picture.line(lines.indexOf(line) + 1, line.text)}
          tabIndex={line === stop ? 0 : -1}
          className={style.line}
          data-active={linked.active === line.id || undefined}
          data-hovered={linked.hovered === line.id || undefined}
          data-doubtful={doubtful.includes(line) || undefined}
          data-unread={(line.unread && line.text === "") || undefined}
          onPointerEnter={() => linked.hover(line.id)}
          onPointerLeave={() => linked.hover(undefined)}
          onFocus={() => linked.activate(line.id, "picture")}
          onClick={({ nativeEvent }) => {
            if (document.getSelection()?.isCollapsed === false) return; // words were selected
            // A finger's tap would raise the keyboard over what it pointed at.
            const touched =
              nativeEvent instanceof PointerEvent && nativeEvent.pointerType === "touch";
            if (touched) linked.activate(line.id, "picture");
            else linked.edit(line.id);
          }}
          onKeyDown={(event) => onKeyDown(event, line)}
        >
          <polygon
            points={line.box?.map((point) => point.join(",")).join(" ")}
            className={style.box}
          />
          <LineText
            line={line}
            clear
            ref={(element) => {
              if (element) texts.current.set(line.id, element);
              return () => void texts.current.delete(line.id);
            }}
          />
        </g>
      ))}
      <path className={style.doubt} d={doubtful.map(underlines).join("")} />
    </g>
  );
}

const STEPS: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  ArrowRight: 1,
  ArrowUp: -1,
  ArrowLeft: -1,
};
