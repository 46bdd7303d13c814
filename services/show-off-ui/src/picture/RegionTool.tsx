import { type KeyboardEvent, type PointerEvent, useEffect, useRef } from "react";
import { useMessages } from "../i18n/Messages";
import type { Point, Rect, Size } from "./geometry";
import { REGION_KEYS } from "./RegionBar";
import style from "./RegionTool.module.css";
import { byKey, dragged, drawn, type Grip, HANDLES, startingRegion } from "./region";
import { usePointers } from "./usePointers";
import { type Stage, useWheel } from "./useStage";
import { onPicture, type View } from "./view";

/** What a box is drawn for: the part to read instead of all, or one more line. */
export type Tool = "part" | "line";

interface RegionToolProps {
  readonly tool: Tool;
  /** Undefined until one is drawn. */
  readonly region: Rect | undefined;
  readonly picture: Size;
  readonly stage: Stage;
  readonly onChange: (region: Rect) => void;
  readonly onRead: () => void;
  readonly onLeave: () => void;
}

/** Draws, moves and resizes the part to read, by mouse, finger and keys. */
export function RegionTool(props: RegionToolProps) {
  const { tool: purpose, region, picture, stage, onChange, onRead, onLeave } = props;
  const { view } = stage;
  const { picture: words } = useMessages();
  const tool = useRef<HTMLDivElement>(null);
  const press = useRef<Press>(undefined);
  const fingers = useRef(0);
  const pinch = usePointers(stage, true);
  useWheel(stage, tool);

  useEffect(() => tool.current?.focus(), []);

  const at = (event: PointerEvent<HTMLElement>): Point => {
    const { left, top } = event.currentTarget.getBoundingClientRect();
    return onPicture([event.clientX - left, event.clientY - top], view);
  };
  const end = (event: PointerEvent<HTMLElement>) => {
    pinch.onPointerUp(event);
    fingers.current = Math.max(0, fingers.current - 1);
    press.current = undefined;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const { key, shiftKey } = event;
    if (key === "Escape") onLeave();
    else if (key === "Enter" && region) onRead();
    else {
      // The first key lays a box for those who do not draw one.
      const next = byKey(region ?? startingRegion(picture), key, shiftKey, picture);
      if (next) onChange(region ? next : startingRegion(picture));
      else return;
    }
    event.preventDefault();
  };

  return (
    <div
      ref={tool}
      className={style.tool}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys move and resize the box
      tabIndex={0}
      role="application"
      aria-label={region ? words.regionLabel(region) : words.tools[purpose].name}
      aria-describedby={REGION_KEYS}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        pinch.onPointerDown(event);
        fingers.current += 1;
        // A second finger looks closer; what the first had begun to draw is as it was.
        if (fingers.current > 1) {
          if (press.current?.region) onChange(press.current.region);
          press.current = undefined;
          return;
        }
        const grip = (event.target as HTMLElement).dataset.grip as Grip | undefined;
        press.current = { from: at(event), region, grip };
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={(event) => {
        pinch.onPointerMove(event);
        if (!press.current) return;
        const { from, region: before, grip } = press.current;
        const to = at(event);
        const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
        const gripped = before && grip && dragged(before, grip, dx, dy, picture);
        onChange(gripped ?? drawn(from, to, picture));
      }}
      onPointerUp={end}
      onPointerCancel={end}
    >
      {region ? <Frame region={region} view={view} /> : <div className={style.shade} />}
    </div>
  );
}

type Press =
  | { readonly from: Point; readonly region: Rect | undefined; readonly grip: Grip | undefined }
  | undefined;

function Frame({ region, view }: { readonly region: Rect; readonly view: View }) {
  const shown = {
    left: region.x * view.scale + view.x,
    top: region.y * view.scale + view.y,
    width: region.width * view.scale,
    height: region.height * view.scale,
  };
  return (
    <div className={style.frame} style={shown} data-grip="move">
      {HANDLES.map((handle) => (
        <span key={handle} data-grip={handle} className={style.handle} />
      ))}
    </div>
  );
}
