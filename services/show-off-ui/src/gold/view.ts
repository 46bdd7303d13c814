import { useEffect, useState } from "react";

/** What can be looked at beside pictures, each under its name in the page's address. */
export const VIEWS = ["how-well", "kept-lines", "review"] as const;
export type View = (typeof VIEWS)[number];

export function viewOf(hash: string): View | undefined {
  return VIEWS.find((view) => hash === `#${view}`);
}

/** Which view the address asks for, while no picture is shown, and what leads off it. */
export function useView(free: boolean): [View | undefined, () => void] {
  const [view, setView] = useState(() => viewOf(location.hash));
  useEffect(() => {
    const listen = () => setView(viewOf(location.hash));
    addEventListener("popstate", listen);
    return () => removeEventListener("popstate", listen);
  }, []);
  useEffect(() => {
    if (!free) setView(undefined);
  }, [free]);
  const leave = () => {
    if (viewOf(location.hash)) history.pushState(null, "", location.pathname + location.search);
    setView(undefined);
  };
  return [free ? view : undefined, leave];
}
