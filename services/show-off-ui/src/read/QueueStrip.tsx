import { Check, CircleAlert, CircleSlash, Clock, ImageOff, LoaderCircle, X } from "lucide-react";
import { useEffect, useRef } from "react";
import { Button as AriaButton } from "react-aria-components";
import { DocumentGroup } from "../documents/DocumentGroup";
import { grouped, isGroup } from "../documents/grouped";
import { useMessages } from "../i18n/Messages";
import { Button } from "../ui/Button";
import type { Job, Jobs, Phase } from "./jobs";
import style from "./QueueStrip.module.css";
import { QueueSummary } from "./QueueSummary";

interface QueueStripProps {
  readonly jobs: Jobs;
  readonly onShow: (key: string) => void;
  readonly onRemove: (key: string) => void;
  /** Of a document or folder, with all its pages. */
  readonly onRemoveGroup: (key: string) => void;
  readonly onResume: () => void;
  readonly onRetryAll: () => void;
  readonly onClear: () => void;
}

/** All pictures at hand, each with how far it has come. */
export function QueueStrip({ jobs, onShow, onClear, ...props }: QueueStripProps) {
  const { queue: words } = useMessages();
  const { onRemove, onRemoveGroup, ...act } = props;
  const items = grouped(jobs.list, jobs.documents);
  const [only] = items;
  // A document that is alone says itself how far it is.
  const alone = items.length === 1 && only !== undefined && isGroup(only) && !jobs.hold;
  return (
    <nav className={style.strip} aria-label={words.label}>
      <ol>
        {items.map((item) =>
          isGroup(item) ? (
            <DocumentGroup
              key={item.key}
              group={item}
              shown={jobs.shown}
              onShow={onShow}
              onRemove={() => onRemoveGroup(item.key)}
            />
          ) : (
            <QueueItem
              key={item.key}
              job={item}
              shown={item.key === jobs.shown}
              onShow={() => onShow(item.key)}
              onRemove={() => onRemove(item.key)}
            />
          ),
        )}
      </ol>
      {!alone && (
        <>
          <QueueSummary jobs={jobs} {...act} />
          <Button look="quiet" onPress={onClear}>
            {words.clear}
          </Button>
        </>
      )}
    </nav>
  );
}

interface QueueItemProps {
  readonly job: Job;
  readonly shown: boolean;
  readonly onShow: () => void;
  readonly onRemove: () => void;
}

function QueueItem({ job: { picture, phase }, shown, onShow, onRemove }: QueueItemProps) {
  const { queue: words } = useMessages();
  const Icon = ICONS[phase.at];
  const item = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (shown) item.current?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [shown]);
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
      <AriaButton
        className={style.remove ?? ""}
        aria-label={words.remove(picture.name)}
        onPress={onRemove}
      >
        <X aria-hidden />
      </AriaButton>
    </li>
  );
}

const ICONS: Record<Phase["at"], typeof Check> = {
  waiting: Clock,
  coming: Clock,
  preparing: LoaderCircle,
  sending: LoaderCircle,
  reading: LoaderCircle,
  done: Check,
  failed: CircleAlert,
  held: Clock,
  cancelled: CircleSlash,
};
