import { useEffect, useState } from "react";
import { useMessages } from "../i18n/Messages";
import { useAnnounce } from "../ui/Announcer";
import { Choice } from "../ui/Choice";
import { Drawer } from "../ui/Drawer";
import { onNotDeleted } from "./deleting";
import style from "./HistoryDrawer.module.css";
import { HistoryItem } from "./HistoryItem";
import { HistoryNote, HistoryProblem } from "./HistoryNote";
import { HistorySearch } from "./HistorySearch";
import { SelectionBar } from "./SelectionBar";
import { earlier } from "./theHistory";
import { useListed } from "./useListed";

interface HistoryDrawerProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onOpen: (id: string) => void;
}

/** All earlier pictures that the server still keeps. */
export function HistoryDrawer({ isOpen, onClose, onOpen }: HistoryDrawerProps) {
  const { history: words } = useMessages();
  const announce = useAnnounce();
  const listed = useListed(earlier);
  const { entries, scope } = listed;
  const [selected, setSelected] = useState<ReadonlySet<string>>();
  const [notDeleted, setNotDeleted] = useState(0);
  const scopes = [
    { value: "mine", label: words.mine },
    { value: "everybody", label: words.everybody },
  ] as const;

  useEffect(() => {
    if (isOpen) void earlier.refresh();
  }, [isOpen]);
  useEffect(() => onNotDeleted((ids) => setNotDeleted(ids.length)), []);

  const select = (id: string, chosen: boolean) => {
    const others = [...(selected ?? [])].filter((one) => one !== id);
    setSelected(new Set(chosen ? [...others, id] : others));
  };
  const problem = listed.at === "failed" && <HistoryProblem listed={listed} />;
  return (
    <Drawer title={words.title} closeName={words.close} isOpen={isOpen} onClose={onClose}>
      <div className={style.scope}>
        <Choice
          name={words.whose}
          value={scope}
          options={scopes}
          onChange={(one) => void earlier.look({ scope: one })}
        />
        <p>{scope === "mine" ? words.mineHint : words.everybodyHint}</p>
        <HistorySearch />
        <SelectionBar
          selected={selected}
          some={entries.length > 0}
          onSelect={(next) => {
            setSelected(next);
            setNotDeleted(0);
          }}
          onAll={() => setSelected(new Set(entries.map(({ id }) => id)))}
        />
        {notDeleted > 0 && <p role="alert">{words.notDeletedSome(notDeleted)}</p>}
      </div>
      {/* In sight: above an older list, or where more of it was asked for. */}
      {listed.next === null && problem}
      <ul className={style.list}>
        {entries.map((entry) => (
          <HistoryItem
            key={entry.id}
            entry={entry}
            {...(selected && {
              selected: selected.has(entry.id),
              onSelect: (chosen: boolean) => select(entry.id, chosen),
            })}
            onOpen={() => onOpen(entry.id)}
            onDelete={async () => {
              await earlier.remove(entry.id);
              announce(words.deleted);
            }}
          />
        ))}
      </ul>
      <HistoryNote listed={listed} />
      {listed.next !== null && problem}
    </Drawer>
  );
}
