import { useSyncExternalStore } from "react";
import { useDeleted } from "./deleting";
import type { HistoryList, Listed } from "./HistoryList";

/** A list as it stands, without what was just deleted and can be had back. */
export function useListed(list: HistoryList): Listed {
  const listed = useSyncExternalStore(list.subscribe, list.snapshot);
  const deleted = useDeleted();
  if (deleted.size === 0) return listed;
  return { ...listed, entries: listed.entries.filter(({ id }) => !deleted.has(id)) };
}
