import { useEffect, useEffectEvent } from "react";
import type { Job } from "../read/jobs";
import { isKeptPicture } from "../read/reading";

/**
 * Keeps the picture's id in the page's address, so that a reload or a bookmark finds it again, and
 * the browser's Back leads from a picture to the start, not off the page.
 */
export function useAddress(
  shown: Job | undefined,
  open: (id: string) => void,
  leave: () => void,
): void {
  const reading = shown?.phase.at === "done" ? shown.phase.reading : undefined;
  const id = reading && isKeptPicture(reading) ? reading.id : undefined;
  const asked = useEffectEvent(() => {
    const wanted = /^#([0-9a-f]{32})$/.exec(location.hash)?.[1];
    if (wanted && wanted !== id) open(wanted);
    if (wanted || !id) return;
    // A link within the page, as to its text, is no way off the picture.
    if (location.hash) history.replaceState(null, "", `#${id}`);
    else leave();
  });

  useEffect(() => {
    asked();
    const listen = () => asked();
    addEventListener("popstate", listen);
    return () => removeEventListener("popstate", listen);
  }, []);

  const known = shown !== undefined;
  useEffect(() => {
    if (!id || location.hash === `#${id}`) return;
    // From picture to picture is no step of its own.
    if (location.hash) history.replaceState(null, "", `#${id}`);
    else history.pushState(null, "", `#${id}`);
  }, [id]);
  useEffect(() => {
    if (!known) return;
    return () => {
      if (location.hash) history.pushState(null, "", location.pathname + location.search);
    };
  }, [known]);
}
