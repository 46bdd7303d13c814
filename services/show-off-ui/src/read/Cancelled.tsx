import { CircleSlash } from "lucide-react";
import { useMessages } from "../i18n/Messages";
import { Button } from "../ui/Button";
import style from "./FailureNote.module.css";

interface CancelledProps {
  readonly onAgain: () => void;
  readonly onAnother: () => void;
}

/** A picture that a person stopped. */
export function Cancelled({ onAgain, onAnother }: CancelledProps) {
  const { progress, failure } = useMessages();
  return (
    <section className={style.note} data-calm>
      <CircleSlash aria-hidden />
      <h2>{progress.cancelled}</h2>
      <p>{progress.cancelledHint}</p>
      <div className={style.actions}>
        <Button look="primary" onPress={onAgain}>
          {failure.retry}
        </Button>
        <Button onPress={onAnother}>{failure.another}</Button>
      </div>
    </section>
  );
}
