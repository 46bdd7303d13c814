import { CircleHelp } from "lucide-react";
import { useMessages } from "../i18n/Messages";
import type { Phase } from "../read/jobs";
import { PHASE_ICONS } from "../read/phaseIcons";
import { useIntoSight } from "../ui/useIntoSight";
import style from "./DocumentGroup.module.css";

interface PageChipProps {
  readonly number: number;
  readonly at: Phase["at"];
  /** How many of its lines are to check. */
  readonly toCheck: number;
  readonly shown: boolean;
  readonly onShow: () => void;
}

/** One page of a document: its number, and how far it is. */
export function PageChip({ number, at, toCheck, shown, onShow }: PageChipProps) {
  const { queue: words, documents } = useMessages();
  const chip = useIntoSight<HTMLButtonElement>(shown);
  const doubtful = toCheck > 0;
  const Icon = doubtful ? CircleHelp : PHASE_ICONS[at];
  const state = doubtful ? documents.toCheck(toCheck) : words.states[at];
  return (
    <li>
      <button
        ref={chip}
        type="button"
        className={style.page}
        data-at={doubtful ? "doubtful" : at}
        aria-current={shown}
        aria-label={documents.page(number, state)}
        onClick={onShow}
      >
        <Icon aria-hidden />
        {number}
      </button>
    </li>
  );
}
