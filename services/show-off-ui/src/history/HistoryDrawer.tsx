import { useEffect, useEffectEvent, useState } from "react";
import { useMessages } from "../i18n/Messages";
import { useAnnounce } from "../ui/Announcer";
import { Button } from "../ui/Button";
import { Choice } from "../ui/Choice";
import { Drawer } from "../ui/Drawer";
import { onNotDeleted } from "./deleting";
import style from "./HistoryDrawer.module.css";
import { HistoryItem } from "./HistoryItem";
import { SelectionBar } from "./SelectionBar";
import type { HistoryList } from "./useHistory";

interface HistoryDrawerProps {
  readonly history: HistoryList;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onOpen: (id: string) => void;
}

/** The server is asked once nothing more was typed for so long. */
const SEARCH_MS = 250;

/** All earlier pictures that the server still keeps. */
export function HistoryDrawer({ history, isOpen, onClose, onOpen }: HistoryDrawerProps) {
  const { history: words, failure } = useMessages();
  const announce = useAnnounce();
  const { entries, scope, search, look, state, refresh } = history;
  const [typed, setTyped] = useState(search);
  const [selected, setSelected] = useState<ReadonlySet<string>>();
  const [notDeleted, setNotDeleted] = useState(0);
  const scopes = [
    { value: "mine", label: words.mine },
    { value: "everybody", label: words.everybody },
  ] as const;

  useEffect(() => {
    if (isOpen) void refresh();
  }, [isOpen, refresh]);

  const find = useEffectEvent((words: string) => {
    if (words !== search) look({ search: words });
  });
  useEffect(() => {
    const timer = setTimeout(() => find(typed), SEARCH_MS);
    return () => clearTimeout(timer);
  }, [typed]);

  useEffect(
    () =>
      onNotDeleted((ids) => {
        setNotDeleted(ids.length);
        void refresh();
      }),
    [refresh],
  );

  const select = (id: string, chosen: boolean) => {
    const next = new Set(selected);
    if (chosen) next.add(id);
    else next.delete(id);
    setSelected(next);
  };

  const problem = state === "failed" && (
    <div className={style.foot}>
      <h3>{words.failed}</h3>
      <p role="alert">{failure.title[history.failure?.kind ?? "broken"]}</p>
      <Button onPress={() => void (history.more ? history.loadMore() : refresh())}>
        {words.retry}
      </Button>
    </div>
  );
  return (
    <Drawer title={words.title} closeName={words.close} isOpen={isOpen} onClose={onClose}>
      <div className={style.scope}>
        <Choice
          name={words.whose}
          value={scope}
          options={scopes}
          onChange={(one) => look({ scope: one })}
        />
        <p>{scope === "mine" ? words.mineHint : words.everybodyHint}</p>
        <input
          type="search"
          className={style.search}
          value={typed}
          placeholder={words.search}
          aria-label={words.search}
          onChange={({ target }) => setTyped(target.value)}
        />
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
      {!history.more && problem}
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
            onRemove={async () => {
              await history.remove(entry.id);
              announce(words.deleted);
            }}
          />
        ))}
      </ul>
      <div className={style.foot}>
        {state === "loading" && <p role="status">{words.loading}</p>}
        {state === "loaded" && search !== "" && entries.length === 0 && (
          <p role="status">{words.notFound}</p>
        )}
        {state === "loaded" && search === "" && entries.length === 0 && (
          <>
            <h3>{words.empty}</h3>
            <p>{words.emptyHint}</p>
          </>
        )}
        {state === "loaded" && history.more && (
          <Button onPress={() => void history.loadMore()}>{words.more}</Button>
        )}
      </div>
      {history.more && problem}
    </Drawer>
  );
}
