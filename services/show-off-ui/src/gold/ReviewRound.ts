import { type Failure, FailureError } from "../api/failure";
import type { KeptLine, LinesPage, Review } from "../api/gold";
import { failureIn } from "./failureIn";

interface Wiring {
  /** Lines to be reviewed, newest first, of those older than `before`. @throws FailureError */
  readonly list: (before: string | undefined) => Promise<LinesPage>;
  /** @throws FailureError */
  readonly review: (id: string, review: Review) => Promise<KeptLine>;
}

/** A round as it stands. */
export interface Round {
  /** The line that is looked at; undefined where none is left, or none has come yet. */
  readonly line: KeptLine | undefined;
  /** What it says, as it is to be accepted. */
  readonly text: string;
  readonly judged: number;
  readonly mayGoBack: boolean;
  readonly at: "loading" | "judging" | "ready" | "done" | "failed";
  /** Why it failed. */
  readonly failure?: Failure;
  /** The line before could not be judged: it was deleted, or its text is frozen in a set. */
  readonly skipped: boolean;
}

/** Characters of a line, as the server takes them. */
export const LONGEST = 120;

const START: Round = {
  line: undefined,
  text: "",
  judged: 0,
  mayGoBack: false,
  at: "loading",
  skipped: false,
};

/** Lines that people let be kept, one after the other: each is accepted, as it says or changed, or rejected. */
export class ReviewRound {
  private lines: readonly KeptLine[] = [];
  private place = 0;
  private next: string | null | undefined;
  private now: Round = START;
  private readonly listeners = new Set<() => void>();

  constructor(private readonly wiring: Wiring) {}

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  snapshot = (): Round => this.now;

  /** The first lines; after a failure, what is to be shown now. */
  go = async (): Promise<void> => {
    const { failure: _, ...now } = this.now;
    this.put({ ...now, at: "loading" });
    try {
      while (this.place >= this.lines.length && this.next !== null) await this.load();
      this.show();
    } catch (error) {
      this.put({ ...this.now, at: "failed", failure: failureIn(error) });
    }
  };

  type = (text: string): void => this.put({ ...this.now, text });

  /** As it was proposed. */
  giveUp = (): void => this.put({ ...this.now, text: this.now.line?.text ?? "" });

  /** It says this. Nothing happens where there is nothing to say. */
  accept = async (): Promise<void> => {
    const { line, text } = this.now;
    const said = text.trim();
    if (!line || said === "") return;
    await this.judge(line, {
      state: "accepted",
      ...(said !== line.text && { text: said }),
    });
  };

  reject = async (): Promise<void> => {
    const { line } = this.now;
    if (line) await this.judge(line, { state: "rejected" });
  };

  /** To the line before, as it was judged: it may be judged anew. */
  back = (): void => {
    if (this.now.at !== "ready" && this.now.at !== "done") return;
    this.place = Math.max(0, this.place - 1);
    this.show();
  };

  private async judge(line: KeptLine, review: Review): Promise<void> {
    if (this.now.at === "judging") return;
    const { failure: _, ...now } = this.now;
    this.put({ ...now, at: "judging", skipped: false });
    try {
      const judged = await this.wiring.review(line.id, review);
      this.lines = this.lines.toSpliced(this.place, 1, judged);
      this.place += 1;
      this.put({ ...this.now, judged: this.now.judged + 1 });
    } catch (error) {
      if (!(error instanceof FailureError) || !PASSED_OVER.has(error.failure.kind)) {
        this.put({ ...this.now, at: "failed", failure: failureIn(error) });
        return;
      }
      this.lines = this.lines.toSpliced(this.place, 1);
      this.put({ ...this.now, skipped: true });
    }
    await this.go();
  }

  private async load(): Promise<void> {
    const page = await this.wiring.list(this.next ?? undefined);
    this.next = page.next;
    const known = new Set(this.lines.map(({ id }) => id));
    // Of one whose picture is still to come there is nothing to look at.
    const fresh = page.lines.filter(({ id, has_crop }) => has_crop && !known.has(id));
    this.lines = [...this.lines, ...fresh];
  }

  private show(): void {
    const line = this.lines[this.place];
    this.put({
      ...this.now,
      ...{ line, text: line?.text ?? "", mayGoBack: this.place > 0 },
      at: line ? "ready" : "done",
    });
  }

  private put(now: Round): void {
    this.now = now;
    for (const listener of this.listeners) listener();
  }
}

/** It was withdrawn (404), or its text is frozen (409). */
const PASSED_OVER = new Set(["gone", "unfinished"]);
