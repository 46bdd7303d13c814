import { useSyncExternalStore } from "react";
import { Checkbox } from "react-aria-components";
import { useMessages } from "../i18n/Messages";
import { desk } from "../lines/theDesk";
import { isKeptPicture, type Reading } from "../read/reading";
import { Tick } from "../ui/Tick";
import style from "./KeepLines.module.css";
import { consent } from "./theConsent";
import { useGold } from "./useGold";

/** Lets lines that are corrected be kept to teach the reader, where the server keeps any. */
export function KeepLines({ reading }: { readonly reading: Reading }) {
  const { gold: words } = useMessages();
  const gold = useGold();
  const given = useSyncExternalStore(consent.subscribe, consent.given);
  if (!gold?.keeps || !isKeptPicture(reading)) return null;
  const give = (now: boolean) => {
    consent.give(now);
    if (now) desk.sendAgain(reading.id);
  };
  return (
    <Checkbox className={style.keep ?? ""} isSelected={given} onChange={give}>
      <Tick />
      <span>
        {words.keep} <small>{words.stay}</small>
      </span>
    </Checkbox>
  );
}
