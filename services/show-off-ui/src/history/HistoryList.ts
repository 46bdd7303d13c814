import type { HistoryEntry, HistoryPage } from "../api/client";
import { type Failure, failureIn } from "../api/failure";
import { Watched } from "../ui/Watched";
import type { MyPicture } from "./Mine";
import { matching } from "./search";

/** An earlier picture in the list; those that were read here have names. */
export type Entry = Pick<HistoryEntry, "id" | "created" | "text" | "corrected"> & {
  readonly name?: string;
};

/** Which pictures. */
interface Wish {
  /** Those read in this browser, or all that the server keeps. */
  readonly scope: "mine" | "everybody";
  /** Words that all stand in its text, or in the name of one that was read here. */
  readonly search: string;
}

/** The list as it stands. */
export interface Listed extends Wish {
  readonly entries: readonly Entry[];
  readonly at: "loading" | "loaded" | "failed";
  readonly failure?: Failure;
  /** Ask with it for older ones; null where there are none. */
  readonly next: string | null;
}

interface Wiring {
  /** The newest, of those older than `before`. @throws FailureError */
  readonly list: (
    limit: number,
    which: { readonly before: string | undefined; readonly search: string },
  ) => Promise<HistoryPage>;
  /** Those that were read here, newest first. */
  readonly mine: () => readonly MyPicture[];
  /** The name of one that was read here, by any of its readings. */
  readonly nameOf: (id: string) => string | undefined;
  /** On the server and here. @throws FailureError */
  readonly remove: (id: string) => Promise<void>;
  /** Only here. */
  readonly forget: (id: string) => void;
}

const PAGE = 24;
/** As many as the server tells at a time; among them mine are looked for. */
const MOST = 100;

/** Earlier pictures, newest first: mine at once, everybody's a page at a time. */
export class HistoryList extends Watched<Listed> {
  private turn = 0;

  constructor(private readonly wiring: Wiring) {
    super({ scope: "mine", search: "", entries: wiring.mine(), at: "loaded", next: null });
  }

  /** Others than before. */
  look = (wish: Partial<Wish>): Promise<void> => {
    this.change({ ...wish, ...(wish.scope && { entries: [] }) });
    return this.load(undefined);
  };

  /** The newest anew. */
  refresh = (): Promise<void> => this.load(undefined);

  /** The next older ones; where there are none, or the newest failed, those anew. */
  more = (): Promise<void> => this.load(this.snapshot().next ?? undefined);

  /** @throws FailureError */
  remove = async (id: string): Promise<void> => {
    await this.wiring.remove(id);
    this.leaveOut([id]);
  };

  /** The server does not have it any more. */
  drop = (id: string): void => {
    this.wiring.forget(id);
    this.leaveOut([id]);
  };

  /** They are deleted, or are about to be for good. */
  leaveOut(ids: readonly string[]): void {
    this.change({ entries: this.snapshot().entries.filter(({ id }) => !ids.includes(id)) });
  }

  private async load(before: string | undefined): Promise<void> {
    this.turn += 1;
    const { turn } = this;
    const { scope, search } = this.snapshot();
    const all = scope === "everybody";
    if (!all) this.change({ entries: matching(this.wiring.mine(), search) });
    if (!all && search.trim() === "") return this.change({ at: "loaded", next: null });
    this.change({ at: "loading", ...(before === undefined && { next: null }) });
    try {
      const { images, next } = await this.wiring.list(all ? PAGE : MOST, { before, search });
      if (turn !== this.turn) return; // asked anew meanwhile: that answer is the one to show
      const known = before === undefined ? [] : this.snapshot().entries;
      const found = all ? [...known, ...images.map(this.named)] : this.mineAmong(images, search);
      this.change({ entries: found, next: all ? next : null, at: "loaded" });
    } catch (error) {
      if (turn === this.turn) this.change({ at: "failed", failure: failureIn(error) });
    }
  }

  private readonly named = (entry: HistoryEntry): Entry => {
    const name = this.wiring.nameOf(entry.id);
    return name === undefined ? entry : { ...entry, name };
  };

  /** Of mine, those that the server found in their whole text, or this browser by name or beginning. */
  private mineAmong(found: readonly HistoryEntry[], search: string): readonly Entry[] {
    const mine = this.wiring.mine();
    const ids = new Set([...found, ...matching(mine, search)].map(({ id }) => id));
    return mine.filter(({ id }) => ids.has(id));
  }

  private change(change: Partial<Listed>): void {
    this.put({ ...this.snapshot(), ...change });
  }
}
