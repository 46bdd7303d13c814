import { useState } from "react";
import { recall, remember } from "../ui/storage";

const KEY = "view";

/** How the text is looked at: line by line, as one text, or as lines to be put in order. */
export type View = "lines" | "text" | "order";

export interface Viewing {
  readonly view: View;
  readonly choose: (view: View) => void;
}

/** The view that was chosen; it is remembered, but for the order, which is a task and no habit. */
export function useViewing(): Viewing {
  const [view, setView] = useState<View>(() => (recall(KEY) === "text" ? "text" : "lines"));
  return {
    view,
    choose(next) {
      setView(next);
      remember(KEY, next === "text" ? next : null);
    },
  };
}
