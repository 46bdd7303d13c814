import { useEffect, useEffectEvent, useState } from "react";
import { type Dropped, droppedIn } from "../documents/dropped";

/** Lets files be dropped anywhere on the page; tells whether some are held over it. */
export function useDrop(onDrop: (dropped: Dropped) => void): boolean {
  const [held, setHeld] = useState(false);
  const dropped = useEffectEvent(onDrop);

  useEffect(() => {
    let depth = 0; // dragenter and dragleave come for every element that is crossed
    const controller = new AbortController();
    const on = (
      type: "dragenter" | "dragover" | "dragleave" | "drop",
      act: (e: DragEvent) => void,
    ) => document.addEventListener(type, act, { signal: controller.signal });

    on("dragenter", (event) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      depth += 1;
      setHeld(true);
    });
    on("dragleave", () => {
      depth = Math.max(0, depth - 1);
      if (depth === 0) setHeld(false);
    });
    on("dragover", (event) => event.preventDefault());
    on("drop", (event) => {
      event.preventDefault(); // the browser would leave the page and open the file
      depth = 0;
      setHeld(false);
      void droppedIn(event.dataTransfer).then((all) => dropped(all));
    });
    return () => controller.abort();
  }, []);

  return held;
}
