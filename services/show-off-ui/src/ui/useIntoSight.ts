import { type RefObject, useEffect, useRef } from "react";

/** An element that is scrolled into sight when it comes to be the one that is shown. */
export function useIntoSight<Of extends Element>(shown: boolean): RefObject<Of | null> {
  const element = useRef<Of>(null);
  useEffect(() => {
    if (shown) element.current?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [shown]);
  return element;
}
