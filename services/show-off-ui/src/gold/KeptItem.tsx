import { Trash2 } from "lucide-react";
import { useState } from "react";
import type { KeptLine } from "../api/gold";
import { moment } from "../i18n/format";
import { useMessages } from "../i18n/Messages";
import { Button, IconButton } from "../ui/Button";
import style from "./Kept.module.css";
import { LineCrop } from "./LineCrop";
import { useGoldWords } from "./useGoldWords";

interface KeptItemProps {
  readonly line: KeptLine;
  /** @throws FailureError */
  readonly onRemove: () => Promise<void>;
}

/** A line that was kept: its cut-out, what it says, and, after a second thought, the end of it. */
export function KeptItem({ line, onRemove }: KeptItemProps) {
  const { kept: words } = useGoldWords();
  const { language } = useMessages();
  const [step, setStep] = useState<"listed" | "asking" | "failed">("listed");
  if (step !== "listed") {
    return (
      <li className={style.item} data-asking>
        <p role="alert">{step === "failed" ? words.notRemoved : words.confirmQuestion}</p>
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
      <IconButton name={words.remove(line.text)} onPress={() => setStep("asking")}>
        <Trash2 aria-hidden />
      </IconButton>
    </li>
  );
}
