import { listHistory } from "../api/client";
import { forgetText } from "../lines/theDesk";
import { deletePicture } from "./deletePicture";
import { HistoryList } from "./HistoryList";
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

export const lists: readonly HistoryList[] = [recent, earlier];
