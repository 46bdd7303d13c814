import { useSyncExternalStore } from "react";
import { listHistory } from "../api/client";
import { forgetText } from "../lines/theDesk";
import { deletePicture, useDeleted } from "./deleting";
import { HistoryList, type Listed } from "./HistoryList";
import { mine } from "./myPictures";

function newList(): HistoryList {
  return new HistoryList({
    list: listHistory,
    mine: () => mine.list(),
    nameOf: (id) => mine.ofReading(id)?.name,
    remove: deletePicture,
    forget(id) {
      mine.remove(id);
      forgetText(id);
    },
  });
}

/** Those offered at the start. */
export const recent = newList();

/** Those looked through beside the page. */
export const earlier = newList();

/** A list as it stands, without what was just deleted and can be had back. */
export function useListed(list: HistoryList): Listed {
  const listed = useSyncExternalStore(list.subscribe, list.snapshot);
  const deleted = useDeleted();
  if (deleted.size === 0) return listed;
  return { ...listed, entries: listed.entries.filter(({ id }) => !deleted.has(id)) };
}
