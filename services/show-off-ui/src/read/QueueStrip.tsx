import { DocumentGroup } from "../documents/DocumentGroup";
import { grouped, isGroup } from "../documents/grouped";
import { useMessages } from "../i18n/Messages";
import { Button } from "../ui/Button";
import type { Jobs } from "./jobs";
import { QueueItem } from "./QueueItem";
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
