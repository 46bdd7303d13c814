import { useMessages } from "../i18n/Messages";
import { Button } from "../ui/Button";
import style from "./HistoryDrawer.module.css";
import type { Listed } from "./HistoryList";
import { earlier } from "./theHistory";

/** What there is to say of the list: it is loading, there is nothing in it, or more behind it. */
export function HistoryNote({ listed }: { readonly listed: Listed }) {
  const { history: words } = useMessages();
  const { at, entries, search, next } = listed;
  const empty = at === "loaded" && entries.length === 0;
  return (
    <div className={style.foot}>
      {at === "loading" && <p role="status">{words.loading}</p>}
      {empty && search !== "" && <p role="status">{words.notFound}</p>}
      {empty && search === "" && (
        <>
          <h3>{words.empty}</h3>
          <p>{words.emptyHint}</p>
        </>
      )}
      {at === "loaded" && next !== null && (
        <Button onPress={() => void earlier.more()}>{words.more}</Button>
      )}
    </div>
  );
}

/** That the list, or more of it, could not be loaded. */
export function HistoryProblem({ listed }: { readonly listed: Listed }) {
  const { history: words, failure } = useMessages();
  return (
    <div className={style.foot}>
      <h3>{words.failed}</h3>
      <p role="alert">{failure.title[listed.failure?.kind ?? "broken"]}</p>
      <Button onPress={() => void earlier.more()}>{words.retry}</Button>
    </div>
  );
}
