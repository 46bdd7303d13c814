import { useEffect, useState } from "react";
import { isFree } from "../ui/freeKeys";
import { recall, remember } from "../ui/storage";

const KEY = "marks";

interface MarksShown {
  /** Whether the marks are to be seen now. */
  readonly shown: boolean;
  /** Whether Space is held: the picture is looked at and moved. */
  readonly held: boolean;
  readonly chosen: boolean;
  readonly choose: (shown: boolean) => void;
}

/** Whether marks lie over the picture: a choice that is remembered, but not while Space is held. */
export function useMarks(): MarksShown {
  const [chosen, setChosen] = useState(() => recall(KEY) !== "off");
  const [held, setHeld] = useState(false);
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    const down = (event: KeyboardEvent) => {
      if (event.key !== " " || !isFree(event.target, "space")) return;
      event.preventDefault(); // the page would scroll
      setHeld(true);
    };
    const up = () => setHeld(false);
    addEventListener("keydown", down, { signal });
    addEventListener("keyup", up, { signal });
    addEventListener("blur", up, { signal });
    return () => controller.abort();
  }, []);
  return {
    shown: chosen && !held,
    held,
    chosen,
    choose(shown) {
      setChosen(shown);
      remember(KEY, shown ? null : "off");
    },
  };
}
