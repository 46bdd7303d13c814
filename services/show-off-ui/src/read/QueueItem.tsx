import { ImageOff } from "lucide-react";
import { Button as AriaButton } from "react-aria-components";
import { useMessages } from "../i18n/Messages";
import { RemoveButton } from "../ui/RemoveButton";
import { useIntoSight } from "../ui/useIntoSight";
import type { Job } from "./jobs";
import { PHASE_ICONS } from "./phaseIcons";
import style from "./QueueItem.module.css";

interface QueueItemProps {
  readonly job: Job;
  readonly shown: boolean;
  readonly onShow: () => void;
  readonly onRemove: () => void;
}

/** One picture at hand: a small view of it, its name, and how far it has come. */
export function QueueItem({ job: { picture, phase }, shown, onShow, onRemove }: QueueItemProps) {
  const { queue: words } = useMessages();
  const Icon = PHASE_ICONS[phase.at];
  const item = useIntoSight<HTMLLIElement>(shown);
  return (
    <li ref={item} className={style.item} data-shown={shown || undefined}>
      <AriaButton className={style.show ?? ""} aria-current={shown} onPress={onShow}>
        <span className={style.thumbnail}>
          {picture.size ? (
            <img src={picture.url} alt="" decoding="async" />
          ) : (
            <ImageOff aria-hidden />
          )}
        </span>
        <span className={style.words}>
          <span className={style.name}>{picture.name}</span>
          <span className={style.state} data-at={phase.at}>
            <Icon aria-hidden />
            {words.states[phase.at]}
          </span>
        </span>
      </AriaButton>
      <RemoveButton name={words.remove(picture.name)} onRemove={onRemove} />
    </li>
  );
}
