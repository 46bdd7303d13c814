import { useEffect, useState } from "react";
import { useMessages } from "../i18n/Messages";
import { useAnnounce } from "../ui/Announcer";
import { Button } from "../ui/Button";
import { Choice } from "../ui/Choice";
import { Drawer } from "../ui/Drawer";
import style from "./HistoryDrawer.module.css";
import { HistoryItem } from "./HistoryItem";
import { matching } from "./search";
import type { HistoryList } from "./useHistory";

interface HistoryDrawerProps {
  readonly history: HistoryList;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onOpen: (id: string) => void;
}

/** All earlier pictures that the server still keeps. */
export function HistoryDrawer({ history, isOpen, onClose, onOpen }: HistoryDrawerProps) {
  const { history: words, failure } = useMessages();
  const announce = useAnnounce();
  const { entries, scope, setScope, state, refresh } = history;
  const [search, setSearch] = useState("");
  const found = matching(entries, search);
  const scopes = [
    { value: "mine", label: words.mine },
    { value: "everybody", label: words.everybody },
  ] as const;

  useEffect(() => {
    if (isOpen) void refresh();
  }, [isOpen, refresh]);

  return (
    <Drawer title={words.title} closeName={words.close} isOpen={isOpen} onClose={onClose}>
      <div className={style.scope}>
        <Choice name={words.whose} value={scope} options={scopes} onChange={setScope} />
        <p>{scope === "mine" ? words.mineHint : words.everybodyHint}</p>
        <input
          type="search"
          className={style.search}
          value={search}
          placeholder={words.search}
          aria-label={words.search}
          onChange={({ target }) => setSearch(target.value)}
        />
      </div>
      <ul className={style.list}>
        {found.map((entry) => (
          <HistoryItem
            key={entry.id}
            entry={entry}
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
        {state === "failed" && (
          <>
            <h3>{words.failed}</h3>
            <p role="alert">{failure.title[history.failure?.kind ?? "broken"]}</p>
            <Button onPress={() => void refresh()}>{words.retry}</Button>
          </>
        )}
        {state === "loaded" && entries.length > 0 && found.length === 0 && (
          <p role="status">{history.more ? words.notFoundYet : words.notFound}</p>
        )}
        {state === "loaded" && entries.length === 0 && (
          <>
            <h3>{words.empty}</h3>
            <p>{words.emptyHint}</p>
          </>
        )}
        {state === "loaded" && history.more && (
          <Button onPress={() => void history.loadMore()}>{words.more}</Button>
        )}
      </div>
    </Drawer>
  );
}
