import { Trash2 } from "lucide-react";
import { useMessages } from "../i18n/Messages";
import { Button } from "../ui/Button";
import { deletions, useDeleted } from "./deleting";
import style from "./HistoryDrawer.module.css";

interface SelectionBarProps {
  /** The ids of those that are selected; undefined while none are to be. */
  readonly selected: ReadonlySet<string> | undefined;
  /** Whether there is anything to select. */
  readonly some: boolean;
  readonly onSelect: (selected: ReadonlySet<string> | undefined) => void;
  readonly onAll: () => void;
}

/** Several earlier pictures at once: select them, delete them, have them back. */
export function SelectionBar({ selected, some, onSelect, onAll }: SelectionBarProps) {
  const { history: words, queue } = useMessages();
  const deleted = useDeleted();
  if (deleted.size > 0) {
    return (
      <div className={style.selection} role="status">
        <p>{words.deletedSome(deleted.size)}</p>
        <Button look="quiet" onPress={() => deletions.undo()}>
          {queue.restore}
        </Button>
      </div>
    );
  }
  if (!some) return null;
  if (!selected) {
    return (
      <div className={style.selection}>
        <Button look="quiet" onPress={() => onSelect(new Set())}>
          {words.select}
        </Button>
      </div>
    );
  }
  return (
    <div className={style.selection}>
      <p role="status" className={style.told}>
        {words.selected(selected.size)}
      </p>
      <Button look="quiet" onPress={onAll}>
        {words.selectAll}
      </Button>
      <Button
        look="alarm"
        icon={<Trash2 aria-hidden />}
        isDisabled={selected.size === 0}
        onPress={() => {
          deletions.delete([...selected]);
          onSelect(undefined);
        }}
      >
        {selected.size > 0 ? words.removeSome(selected.size) : words.confirm}
      </Button>
      <Button onPress={() => onSelect(undefined)}>{words.leaveSelection}</Button>
    </div>
  );
}
