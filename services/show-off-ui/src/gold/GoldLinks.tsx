import { useMessages } from "../i18n/Messages";
import style from "./GoldLinks.module.css";
import { useGold } from "./useGold";

/** The ways to what is kept to teach the reader, where anything is. Their room is kept meanwhile. */
export function GoldLinks() {
  const { gold: words } = useMessages();
  const gold = useGold();
  return (
    <nav aria-label={words.label} className={style.links}>
      {gold?.keeps && (
        <>
          <a href="#how-well">{words.howWell}</a>
          <a href="#kept-lines">{words.keptLines}</a>
        </>
      )}
    </nav>
  );
}
