import { useSyncExternalStore } from "react";
import { deleteFromHistory } from "../api/client";
import { failureIn } from "../api/failure";
import { forgetText } from "../lines/theDesk";
import { Deletions } from "./Deletions";
import { mine } from "./myPictures";

const failedListeners = new Set<(ids: readonly string[]) => void>();

/** Deletes a picture for good, with all readings of it. @throws FailureError */
export async function deletePicture(id: string): Promise<void> {
  const others = mine.find(id)?.others ?? [];
  // All at once, as the page may be left meanwhile.
  const asked = others.map((reading) =>
    deleteFromHistory(reading).catch((error: unknown) => {
      if (failureIn(error).kind !== "gone") throw error;
    }),
  );
  await Promise.all([...asked, deleteFromHistory(id)]);
  mine.remove(id);
  for (const reading of [...others, id]) forgetText(reading);
}

/** The deletions of this page. */
export const deletions = new Deletions({
  remove: deletePicture,
  onFailed(ids) {
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
