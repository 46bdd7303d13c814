import { RotateCw } from "lucide-react";
import { useMessages } from "../i18n/Messages";
import { Button } from "../ui/Button";
import { type Jobs, mayRetry } from "./jobs";
import style from "./QueueStrip.module.css";
import { SaveAll } from "./SaveAll";
import { useCountdown } from "./useCountdown";

interface QueueSummaryProps {
  readonly jobs: Jobs;
  /** Goes on at once with what waits for the server. */
  readonly onResume: () => void;
  readonly onRetryAll: () => void;
}

/** How far all pictures have come, and what would help those that have not. */
export function QueueSummary({ jobs: { list, hold }, onResume, onRetryAll }: QueueSummaryProps) {
  const { queue: words, failure } = useMessages();
  const seconds = useCountdown(hold?.until);
  const at = (phase: string) => list.filter((job) => job.phase.at === phase).length;
  if (hold) {
    const waiting = at("waiting") + at("held");
    return (
      <div className={style.summary} role="status">
        <p>
          <strong>{failure.title[hold.failure.kind]}</strong>
          <span>
            {words.wait(waiting)}
            {seconds !== undefined && ` ${failure.retryIn(seconds)}`}
          </span>
        </p>
        <Button look="quiet" onPress={onResume}>
          {failure.retryNow}
        </Button>
      </div>
    );
  }
  const failed = at("failed");
  const read = list.filter((job) => job.phase.at === "done");
  return (
    <div className={style.summary}>
      <p>
        <strong>{words.progress(at("done"), list.length)}</strong>
        {failed > 0 && <span>{words.failed(failed)}</span>}
      </p>
      {read.length > 1 && <SaveAll read={read} />}
      {list.some(mayRetry) && (
        <Button look="quiet" icon={<RotateCw aria-hidden />} onPress={onRetryAll}>
          {words.retryAll}
        </Button>
      )}
    </div>
  );
}
