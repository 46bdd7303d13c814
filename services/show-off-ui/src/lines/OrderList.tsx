import { GripVertical } from "lucide-react";
import { type KeyboardEvent, type PointerEvent, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { useMessages } from "../i18n/Messages";
import style from "./OrderList.module.css";
import { placedAt } from "./structure";
import type { EditedReading } from "./useEdited";
import type { LinkedLines } from "./useLinkedLines";

interface OrderListProps {
  readonly edited: EditedReading;
  readonly linked: LinkedLines;
}

/** The lines by their numbers, to be put into another order by mouse, finger or keys. */
export function OrderList({ edited, linked }: OrderListProps) {
  const { lines: words } = useMessages();
  const list = useRef<HTMLOListElement>(null);
  const [drag, setDrag] = useState<{ readonly id: string; readonly to: number }>();
  const lines = drag ? placedAt(edited.lines, drag.id, drag.to) : edited.lines;

  const move = (event: PointerEvent<HTMLElement>) => {
    if (!drag) return;
    const rows = [...(list.current?.children ?? [])].map((row) => row.getBoundingClientRect());
    const below = rows.findIndex(({ bottom }) => event.clientY < bottom);
    setDrag({ ...drag, to: below < 0 ? rows.length - 1 : below });
  };
  const drop = () => {
    if (!drag) return;
    edited.change((now) => placedAt(now, drag.id, drag.to));
    setDrag(undefined);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>, id: string, place: number) => {
    const step = STEPS[event.key];
    const to = place + (step ?? 0);
    if (!step || to < 0 || to >= lines.length) return;
    event.preventDefault();
    const handle = event.currentTarget;
    flushSync(() => edited.change((now) => placedAt(now, id, to)));
    handle.focus(); // it went along, but browsers drop the focus of what is moved
  };

  return (
    <ol ref={list} className={style.list} aria-label={words.order}>
      {lines.map(({ id, text }, place) => (
        <li
          key={id}
          className={style.item}
          data-dragged={drag?.id === id || undefined}
          data-active={linked.active === id || undefined}
          onPointerEnter={() => linked.hover(id)}
          onPointerLeave={() => linked.hover(undefined)}
        >
          <button
            type="button"
            className={style.handle}
            aria-label={words.moveLine(place + 1, text)}
            onFocus={() => linked.activate(id, "list")}
            onKeyDown={(event) => onKeyDown(event, id, place)}
            onPointerDown={(event) => {
              if (event.button !== 0) return;
              event.currentTarget.setPointerCapture(event.pointerId);
              setDrag({ id, to: place });
            }}
            onPointerMove={move}
            onPointerUp={drop}
            onPointerCancel={() => setDrag(undefined)}
          >
            <GripVertical aria-hidden />
            <span className={style.number}>{place + 1}</span>
          </button>
          <span className={style.text}>{text}</span>
        </li>
      ))}
    </ol>
  );
}

const STEPS: Readonly<Record<string, 1 | -1>> = { ArrowUp: -1, ArrowDown: 1 };
