import { useEffect, useEffectEvent, useState } from "react";
import { useMessages } from "../i18n/Messages";
import style from "./HistoryDrawer.module.css";
import { earlier } from "./theHistory";

/** The server is asked once nothing more was typed for so long. */
const SEARCH_MS = 250;

/** Looks for earlier pictures by their names and texts. */
export function HistorySearch() {
  const { history: words } = useMessages();
  const [typed, setTyped] = useState(() => earlier.snapshot().search);
  const find = useEffectEvent((search: string) => {
    if (search !== earlier.snapshot().search) void earlier.look({ search });
  });
  useEffect(() => {
    const timer = setTimeout(() => find(typed), SEARCH_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  return (
    <input
      type="search"
      className={style.search}
      value={typed}
      placeholder={words.search}
      aria-label={words.search}
      onChange={({ target }) => setTyped(target.value)}
    />
  );
}
