import { useCallback, useRef, useState } from "react";
import { type HistoryEntry, listHistory } from "../api/client";
import { type Failure, FailureError } from "../api/failure";
import { forgetText } from "../lines/theDesk";
import { deletePicture, useDeleted } from "./deleting";
import { mine } from "./myPictures";
import { matching } from "./search";

/** An earlier picture in the list; those that were read here have names. */
export type Entry = Pick<HistoryEntry, "id" | "created" | "text" | "corrected"> & {
  readonly name?: string;
};

/** Whose pictures: those read in this browser, or all that the server keeps. */
export type Scope = "mine" | "everybody";

/** Which pictures. */
export interface Wish {
  readonly scope: Scope;
  /** Words that all stand in its text, or in the name of one that was read here. */
  readonly search: string;
}

export interface HistoryList extends Wish {
  readonly entries: readonly Entry[];
  readonly look: (wish: Partial<Wish>) => void;
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
/** As many as the server tells at a time; among them mine are looked for. */
const MOST = 100;

/** The earlier pictures, newest first, a page at a time. */
export function useHistory(initial: Scope): HistoryList {
  const [wish, setWish] = useState<Wish>({ scope: initial, search: "" });
  const [entries, setEntries] = useState<readonly Entry[]>(() => mine.list());
  const [state, setState] = useState<HistoryList["state"]>("loaded");
  const [failure, setFailure] = useState<Failure>();
  const [next, setNext] = useState<string | null>(null);
  const deleted = useDeleted();

  const latest = useRef(0);
  const load = useCallback(async ({ scope, search }: Wish, before?: string) => {
    latest.current += 1;
    const turn = latest.current;
    if (scope === "mine") {
      setEntries(matching(mine.list(), search));
      setNext(null);
    }
    if (scope === "mine" && search.trim() === "") {
      setState("loaded");
      return;
    }
    setState("loading");
    if (before === undefined) setNext(null);
    try {
      const page = await listHistory(scope === "mine" ? MOST : PAGE, { before, search });
      if (turn !== latest.current) return; // asked anew meanwhile: that answer is the one to show
      if (scope === "mine") setEntries(mineAmong(page.images, search));
      else {
        const named = page.images.map((entry) => ({ ...entry, ...nameOf(entry.id) }));
        setEntries((known) => (before ? [...known, ...named] : named));
        setNext(page.next);
      }
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
    entries: deleted.size > 0 ? entries.filter(({ id }) => !deleted.has(id)) : entries,
    ...wish,
    look(change) {
      const wanted = { ...wish, ...change };
      setWish(wanted);
      if (change.scope) setEntries([]);
      void load(wanted);
    },
    state,
    ...(failure && { failure }),
    more: next !== null,
    refresh: useCallback(() => load(wish), [load, wish]),
    loadMore: () => load(wish, next ?? undefined),
    async remove(id) {
      await deletePicture(id);
      drop(id);
    },
    drop,
  };
}

/** Of mine, those that the server found in their whole text, or this browser by name or beginning. */
function mineAmong(found: readonly HistoryEntry[], search: string): readonly Entry[] {
  const ids = new Set([...found, ...matching(mine.list(), search)].map(({ id }) => id));
  return mine.list().filter(({ id }) => ids.has(id));
}

function nameOf(id: string): { readonly name?: string } {
  const name = mine.ofReading(id)?.name;
  return name === undefined ? {} : { name };
}
