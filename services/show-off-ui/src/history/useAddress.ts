import { useEffect, useEffectEvent } from "react";
import type { Job } from "../read/jobs";

/** Keeps the picture's id in the page's address, so that a reload or a bookmark finds it again. */
export function useAddress(shown: Job | undefined, open: (id: string) => void): void {
  const id = shown?.phase.at === "done" ? shown.phase.reading.id : undefined;
  const asked = useEffectEvent(() => {
    const wanted = /^#([0-9a-f]{32})$/.exec(location.hash)?.[1];
    if (wanted && wanted !== id) open(wanted);
  });

  useEffect(() => {
    asked();
    addEventListener("hashchange", asked);
    return () => removeEventListener("hashchange", asked);
  }, []);

  const known = shown !== undefined;
  useEffect(() => {
    if (id) history.replaceState(null, "", `#${id}`);
  }, [id]);
  useEffect(() => {
    if (known) return () => history.replaceState(null, "", location.pathname + location.search);
  }, [known]);
}
