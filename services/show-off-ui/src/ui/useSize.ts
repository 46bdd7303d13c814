import { type RefObject, useLayoutEffect, useRef, useState } from "react";
import type { Size } from "../picture/geometry";

const NONE: Size = { width: 0, height: 0 };

/** An element and how large it is inside, in CSS pixels, as that changes; 0 until it is there. */
export function useSize<Of extends Element>(): [RefObject<Of | null>, Size] {
  const ref = useRef<Of>(null);
  const [size, setSize] = useState(NONE);
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    const measure = () => {
      const { clientWidth: width, clientHeight: height } = element;
      setSize((now) => (now.width === width && now.height === height ? now : { width, height }));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [ref, size];
}
