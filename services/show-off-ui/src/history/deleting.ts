import { useSyncExternalStore } from "react";
import { Deletions } from "./Deletions";
import { deletePicture } from "./deletePicture";
import { lists } from "./theHistory";

const failedListeners = new Set<(ids: readonly string[]) => void>();

/** The deletions of this page. */
export const deletions = new Deletions({
  remove: deletePicture,
  onFinal(ids) {
    for (const list of lists) list.leaveOut(ids);
  },
  onFailed(ids) {
    for (const list of lists) void list.refresh();
    for (const listener of failedListeners) listener(ids);
  },
});

/** Calls with the ids of those that could not be deleted. */
export function onNotDeleted(listener: (ids: readonly string[]) => void): () => void {
  failedListeners.add(listener);
  return () => failedListeners.delete(listener);
}

export function useDeleted(): ReadonlySet<string> {
  return useSyncExternalStore(deletions.subscribe, deletions.snapshot);
}

/** What was deleted is not kept because the page is left. */
export function startDeleting(): void {
  addEventListener("pagehide", () => deletions.finish());
}
