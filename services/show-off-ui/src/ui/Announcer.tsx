import { createContext, type ReactNode, useCallback, useContext, useState } from "react";
import style from "./Announcer.module.css";

const Context = createContext<(words: string) => void>(() => {});

/** Tells screen readers what happened elsewhere on the page. */
export function Announcer({ children }: { readonly children: ReactNode }) {
  const [said, setSaid] = useState({ words: "", turn: 0 });
  const announce = useCallback(
    (words: string) => setSaid(({ turn }) => ({ words, turn: turn + 1 })),
    [],
  );
  return (
    <Context value={announce}>
      {children}
      <div role="status" className={style.hidden}>
        <span key={said.turn}>{said.words}</span>
      </div>
    </Context>
  );
}

export function useAnnounce(): (words: string) => void {
  return useContext(Context);
}
