import { Button as AriaButton, Checkbox } from "react-aria-components";
import { moment } from "../i18n/format";
import { useMessages } from "../i18n/Messages";
import { DeletableItem } from "../ui/DeletableItem";
import { Tick } from "../ui/Tick";
import style from "./HistoryItem.module.css";
import type { Entry } from "./HistoryList";
import { Thumbnail } from "./Thumbnail";

interface HistoryItemProps {
  readonly entry: Entry;
  /** Whether it is among those that are selected; undefined while none are to be. */
  readonly selected?: boolean;
  readonly onSelect?: (selected: boolean) => void;
  readonly onOpen: () => void;
  /** @throws FailureError */
  readonly onDelete: () => Promise<void>;
}

/** Characters of the text: as many as two lines hold. */
const SHOWN = 160;

/** One earlier picture: to open, to select or to delete. */
export function HistoryItem({ entry, selected, onSelect, onOpen, onDelete }: HistoryItemProps) {
  const { history: words, language } = useMessages();
  const when = moment(new Date(entry.created), language);
  const text = entry.text.replaceAll(/\s+/g, " ").trim() || words.noText;
  return (
    <DeletableItem
      name={selected === undefined ? words.remove(when) : undefined}
      words={words}
      onDelete={onDelete}
    >
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
    </DeletableItem>
  );
}
