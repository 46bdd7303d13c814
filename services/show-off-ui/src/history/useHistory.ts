import { useCallback, useRef, useState } from "react";
import { deleteFromHistory, type HistoryEntry, listHistory } from "../api/client";
import { type Failure, FailureError } from "../api/failure";

export interface HistoryList {
  readonly entries: readonly HistoryEntry[];
  readonly state: "loading" | "loaded" | "failed";
  readonly failure?: Failure;
  readonly more: boolean;
  /** Loads the newest anew. */
  readonly refresh: () => Promise<void>;
  /** Loads the next older ones. */
  readonly loadMore: () => Promise<void>;
  /** @throws FailureError */
  readonly remove: (id: string) => Promise<void>;
}

const PAGE = 24;

/** The earlier pictures, newest first, a page at a time. */
export function useHistory(): HistoryList {
  const [entries, setEntries] = useState<readonly HistoryEntry[]>([]);
  const [state, setState] = useState<HistoryList["state"]>("loading");
  const [failure, setFailure] = useState<Failure>();
  const [next, setNext] = useState<string | null>(null);

  const latest = useRef(0);
  const load = useCallback(async (before?: string) => {
    latest.current += 1;
    const turn = latest.current;
    setState("loading");
    try {
      const page = await listHistory(PAGE, before);
      if (turn !== latest.current) return; // asked anew meanwhile: that answer is the one to show
      setEntries((known) => (before ? [...known, ...page.images] : page.images));
      setNext(page.next);
      setState("loaded");
    } catch (error) {
      if (turn !== latest.current) return;
      setFailure(error instanceof FailureError ? error.failure : { kind: "broken" });
      setState("failed");
    }
  }, []);

  const remove = async (id: string) => {
    await deleteFromHistory(id);
    setEntries((known) => known.filter((entry) => entry.id !== id));
  };

  return {
    entries,
    state,
    ...(failure && { failure }),
    more: next !== null,
    refresh: useCallback(() => load(), [load]),
    loadMore: () => load(next ?? undefined),
    remove,
  };
}
