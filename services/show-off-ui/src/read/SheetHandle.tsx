import { useRef } from "react";
import { useMessages } from "../i18n/Messages";
import style from "./SheetHandle.module.css";
import { type Stop, stopAfter, stopBeside, stopPressed } from "./sheet";

interface SheetHandleProps {
  readonly stop: Stop;
  readonly onStop: (stop: Stop) => void;
}

/** Draws the text up over the picture and down again, by finger, mouse and keys. */
export function SheetHandle({ stop, onStop }: SheetHandleProps) {
  const { lines: words } = useMessages();
  const from = useRef<number>(undefined);
  return (
    <button
      type="button"
      className={style.handle}
      aria-label={words.sheet}
      aria-expanded={stop === "text"}
      onPointerDown={(event) => {
        from.current = event.clientY;
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerUp={(event) => {
        if (from.current === undefined) return;
        const after = stopAfter(stop, event.clientY - from.current, window.innerHeight);
        from.current = undefined;
        onStop(after === stop ? stopPressed(stop) : after);
      }}
      onClick={({ detail }) => {
        if (detail === 0) onStop(stopPressed(stop)); // of a key; a pointer's was told already
      }}
      onKeyDown={({ key }) => {
        if (key === "ArrowUp") onStop(stopBeside(stop, 1));
        if (key === "ArrowDown") onStop(stopBeside(stop, -1));
      }}
    >
      <span />
    </button>
  );
}
