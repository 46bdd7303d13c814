import { useCallback, useRef, useState } from "react";
import { deleteFromHistory, type HistoryEntry, listHistory } from "../api/client";
import { type Failure, FailureError } from "../api/failure";
import { forgetText } from "../lines/theDesk";
import { mine } from "./myPictures";

/** An earlier picture in the list; those that were read here have names. */
export type Entry = Pick<HistoryEntry, "id" | "created" | "text" | "corrected"> & {
  readonly name?: string;
};

/** Whose pictures: those read in this browser, or all that the server keeps. */
export type Scope = "mine" | "everybody";

export interface HistoryList {
  readonly entries: readonly Entry[];
  readonly scope: Scope;
  readonly setScope: (scope: Scope) => void;
  readonly state: "loading" | "loaded" | "failed";
  readonly failure?: Failure;
  readonly more: boolean;
  /** Loads the newest anew. */
  readonly refresh: () => Promise<void>;
  /** Loads the next older ones. */
  readonly loadMore: () => Promise<void>;
  /** @throws FailureError */
  readonly remove: (id: string) => Promise<void>;
  /** The server does not have it any more. */
  readonly drop: (id: string) => void;
}

const PAGE = 24;

/** The earlier pictures, newest first, a page at a time. */
export function useHistory(initial: Scope): HistoryList {
  const [scope, setScope] = useState<Scope>(initial);
  const [entries, setEntries] = useState<readonly Entry[]>(() => mine.list());
  const [state, setState] = useState<HistoryList["state"]>("loaded");
  const [failure, setFailure] = useState<Failure>();
  const [next, setNext] = useState<string | null>(null);

  const latest = useRef(0);
  const load = useCallback(async (of: Scope, before?: string) => {
    latest.current += 1;
    const turn = latest.current;
    if (of === "mine") {
      setEntries(mine.list());
      setNext(null);
      setState("loaded");
      return;
    }
    setState("loading");
    try {
      const page = await listHistory(PAGE, before);
      if (turn !== latest.current) return; // asked anew meanwhile: that answer is the one to show
      const named = page.images.map((entry) => ({ ...entry, ...nameOf(entry.id) }));
      setEntries((known) => (before ? [...known, ...named] : named));
      setNext(page.next);
      setState("loaded");
    } catch (error) {
      if (turn !== latest.current) return;
      setFailure(error instanceof FailureError ? error.failure : { kind: "broken" });
      setState("failed");
    }
  }, []);

  const drop = (id: string) => {
    mine.remove(id);
    forgetText(id);
    setEntries((known) => known.filter((entry) => entry.id !== id));
  };

  return {
    entries,
    scope,
    setScope(chosen) {
      setScope(chosen);
      setEntries([]);
      void load(chosen);
    },
    state,
    ...(failure && { failure }),
    more: next !== null,
    refresh: useCallback(() => load(scope), [load, scope]),
    loadMore: () => load(scope, next ?? undefined),
    async remove(id) {
      await deleteFromHistory(id);
      drop(id);
    },
    drop,
  };
}

function nameOf(id: string): { readonly name?: string } {
  const name = mine.find(id)?.name;
  return name === undefined ? {} : { name };
}
