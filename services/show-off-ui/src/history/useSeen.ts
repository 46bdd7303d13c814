import { type RefObject, useEffect, useRef, useState } from "react";

/** Whether an element has been in sight yet, as far as scrolling goes. */
export function useSeen<Of extends Element>(): [RefObject<Of | null>, boolean] {
  const ref = useRef<Of>(null);
  const [seen, setSeen] = useState(false);
  useEffect(() => {
    if (seen || !ref.current) return;
    const observer = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) setSeen(true);
    });
    observer.observe(ref.current);
    return () => observer.disconnect();
  }, [seen]);
  return [ref, seen];
}
