import { Trash2 } from "lucide-react";
import { useState } from "react";
import { Button as AriaButton, Checkbox } from "react-aria-components";
import { moment } from "../i18n/format";
import { useMessages } from "../i18n/Messages";
import { Button, IconButton } from "../ui/Button";
import { Tick } from "../ui/Tick";
import style from "./HistoryItem.module.css";
import { Thumbnail } from "./Thumbnail";
import type { Entry } from "./useHistory";

interface HistoryItemProps {
  readonly entry: Entry;
  /** Whether it is among those that are selected; undefined while none are to be. */
  readonly selected?: boolean;
  readonly onSelect?: (selected: boolean) => void;
  readonly onOpen: () => void;
  /** @throws FailureError */
  readonly onRemove: () => Promise<void>;
}

/** Characters of the text: as many as two lines hold. */
const SHOWN = 160;

/** One earlier picture: to open, or, after a second thought, to delete. */
export function HistoryItem({ entry, selected, onSelect, ...act }: HistoryItemProps) {
  const { history: words, language } = useMessages();
  const { onOpen, onRemove } = act;
  const [step, setStep] = useState<"listed" | "asking" | "failed">("listed");
  const when = moment(new Date(entry.created), language);
  const text = entry.text.replaceAll(/\s+/g, " ").trim() || words.noText;

  if (step !== "listed") {
    return (
      <li className={style.item} data-asking>
        <p role="alert">{step === "failed" ? words.notDeleted : words.confirmQuestion}</p>
        <Button autoFocus onPress={() => setStep("listed")}>
          {words.keep}
        </Button>
        <Button look="alarm" onPress={() => void onRemove().catch(() => setStep("failed"))}>
          {words.confirm}
        </Button>
      </li>
    );
  }
  return (
    <li className={style.item}>
      {selected !== undefined && (
        <Checkbox
          className={style.select ?? ""}
          aria-label={words.selectOne(entry.name ?? when)}
          isSelected={selected}
          onChange={(chosen) => onSelect?.(chosen)}
        >
          <Tick />
        </Checkbox>
      )}
      <AriaButton className={style.open ?? ""} onPress={onOpen}>
        <span className={style.picture}>
          <Thumbnail id={entry.id} />
        </span>
        <span className={style.words}>
          <span className={style.text}>{text.slice(0, SHOWN)}</span>
          <span className={style.facts}>
            {entry.name && <span className={style.name}>{entry.name}</span>}
            <time dateTime={entry.created}>{when}</time>
            {entry.corrected && words.corrected}
          </span>
        </span>
      </AriaButton>
      {selected === undefined && (
        <IconButton name={words.remove(when)} onPress={() => setStep("asking")}>
          <Trash2 aria-hidden />
        </IconButton>
      )}
    </li>
  );
}
