import { useEffect, useEffectEvent } from "react";
import { UNDO_MS } from "../ui/undo";
import type { Action, Jobs } from "./jobs";

/** Forgets what was cleared once it has not been wanted back for a while. */
export function useCleared({ cleared }: Jobs, dispatch: (action: Action) => void): void {
  const forget = useEffectEvent(() => dispatch({ do: "forget" }));
  useEffect(() => {
    if (!cleared) return;
    const timer = setTimeout(() => forget(), UNDO_MS);
    return () => clearTimeout(timer);
  }, [cleared]);
}
