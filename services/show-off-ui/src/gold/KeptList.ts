import { type Failure, failureIn } from "../api/failure";
import type { KeptLine, LineState, LinesPage } from "../api/gold";
import { Watched } from "../ui/Watched";

interface Wiring {
  /** The newest lines in a state, or in any, of those older than `before`. @throws FailureError */
  readonly list: (state: LineState | undefined, before: string | undefined) => Promise<LinesPage>;
  /** @throws FailureError */
  readonly withdraw: (id: string) => Promise<void>;
}

/** The list as it stands. */
export interface KeptLines {
  readonly state: LineState | undefined;
  readonly lines: readonly KeptLine[];
  readonly at: "loading" | "loaded" | "failed";
  readonly failure?: Failure;
  /** Ask with it for older ones. */
  readonly next: string | null;
}

const NOTHING: KeptLines = { state: undefined, lines: [], at: "loading", next: null };

/** Lines that were kept, newest first, a page at a time. */
export class KeptList extends Watched<KeptLines> {
  private turn = 0;

  constructor(private readonly wiring: Wiring) {
    super(NOTHING);
  }

  /** The newest of those in a state, undefined for any. */
  look = (state: LineState | undefined): Promise<void> => {
    this.put({ ...NOTHING, state });
    return this.load(undefined);
  };

  /** The next older ones; after a failure, those that failed. */
  more = (): Promise<void> => {
    const { lines, next } = this.snapshot();
    this.put({ ...this.snapshot(), at: "loading" });
    return this.load(lines.length > 0 ? (next ?? undefined) : undefined);
  };

  /** Nothing of the line stays. @throws FailureError */
  withdraw = async (id: string): Promise<void> => {
    await this.wiring.withdraw(id);
    this.put({ ...this.snapshot(), lines: this.snapshot().lines.filter((line) => line.id !== id) });
  };

  private async load(before: string | undefined): Promise<void> {
    this.turn += 1;
    const { turn } = this;
    try {
      const page = await this.wiring.list(this.snapshot().state, before);
      if (turn !== this.turn) return; // something else is looked at meanwhile
      const lines = page.lines.filter(({ state }) => state !== "withdrawn");
      const { failure: _, ...now } = this.snapshot();
      this.put({ ...now, lines: [...now.lines, ...lines], next: page.next, at: "loaded" });
    } catch (error) {
      if (turn === this.turn)
        this.put({ ...this.snapshot(), at: "failed", failure: failureIn(error) });
    }
  }
}
