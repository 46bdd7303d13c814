import type { KeptLine } from "../api/gold";
import { moment } from "../i18n/format";
import { useMessages } from "../i18n/Messages";
import { DeletableItem } from "../ui/DeletableItem";
import style from "./Kept.module.css";
import { LineCrop } from "./LineCrop";
import { useGoldWords } from "./useGoldWords";

interface KeptItemProps {
  readonly line: KeptLine;
  /** @throws FailureError */
  readonly onDelete: () => Promise<void>;
}

/** A line that was kept: its cut-out, what it says, and what becomes of it. */
export function KeptItem({ line, onDelete }: KeptItemProps) {
  const { kept: words } = useGoldWords();
  const { language } = useMessages();
  return (
    <DeletableItem name={words.remove(line.text)} words={words} onDelete={onDelete}>
      <div className={style.line}>
        {line.has_crop ? <LineCrop id={line.id} /> : <p>{words.waiting}</p>}
        <p className={style.text}>{line.text}</p>
        <p className={style.facts}>
          <span>{words.states[line.state]}</span>
          <span>{line.share === "teach" ? words.teaches : words.measures}</span>
          <time dateTime={line.kept_at}>{moment(new Date(line.kept_at), language)}</time>
          {line.kept_by && <span>{line.kept_by}</span>}
        </p>
      </div>
    </DeletableItem>
  );
}
