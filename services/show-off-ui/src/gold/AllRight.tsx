import { useState, useSyncExternalStore } from "react";
import { useMessages } from "../i18n/Messages";
import { isDoubtful } from "../lines/confidence";
import { desk } from "../lines/theDesk";
import type { EditedReading } from "../lines/useEdited";
import { isKeptPicture, type Reading } from "../read/reading";
import { Button } from "../ui/Button";
import style from "./KeepLines.module.css";
import { consent } from "./theConsent";
import { useGold } from "./useGold";

interface AllRightProps {
  readonly reading: Reading;
  readonly edited: EditedReading;
}

/** Lets all lines be kept once nothing is left to check, where the person lets lines be kept. */
export function AllRight({ reading, edited }: AllRightProps) {
  const { gold: words } = useMessages();
  const gold = useGold();
  const given = useSyncExternalStore(consent.subscribe, consent.given);
  const [said, setSaid] = useState<string>();
  const { text, lines, checked } = edited;
  const open = lines.length === 0 || lines.some((line) => isDoubtful(line, checked));
  if (!gold?.keeps || !given || open || !isKeptPicture(reading)) return null;
  const say = () => {
    desk.allRight(reading.id);
    setSaid(text);
  };
  return (
    <div className={style.all}>
      {said === text ? (
        <p role="status">{words.allKept}</p>
      ) : (
        <>
          <Button look="quiet" onPress={say}>
            {words.allRight}
          </Button>
          <small>{words.allRightHint}</small>
        </>
      )}
    </div>
  );
}
