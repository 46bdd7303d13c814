import { type Failure, type FailureKind, failureIn } from "../api/failure";
import type { KeptLine, LinesPage, Review } from "../api/gold";
import { Watched } from "../ui/Watched";

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
export class ReviewRound extends Watched<Round> {
  private lines: readonly KeptLine[] = [];
  private place = 0;
  private next: string | null | undefined;

  constructor(private readonly wiring: Wiring) {
    super(START);
  }

  /** The first lines; after a failure, what is to be shown now. */
  go = async (): Promise<void> => {
    const { failure: _, ...now } = this.snapshot();
    this.put({ ...now, at: "loading" });
    try {
      while (this.place >= this.lines.length && this.next !== null) await this.load();
      this.show();
    } catch (error) {
      this.put({ ...this.snapshot(), at: "failed", failure: failureIn(error) });
    }
  };

  type = (text: string): void => this.put({ ...this.snapshot(), text });

  /** As it was proposed. */
  giveUp = (): void => this.put({ ...this.snapshot(), text: this.snapshot().line?.text ?? "" });

  /** It says this. Nothing happens where there is nothing to say. */
  accept = async (): Promise<void> => {
    const { line, text } = this.snapshot();
    const said = text.trim();
    if (!line || said === "") return;
    await this.judge(line, {
      state: "accepted",
      ...(said !== line.text && { text: said }),
    });
  };

  reject = async (): Promise<void> => {
    const { line } = this.snapshot();
    if (line) await this.judge(line, { state: "rejected" });
  };

  /** To the line before, as it was judged: it may be judged anew. */
  back = (): void => {
    if (this.snapshot().at !== "ready" && this.snapshot().at !== "done") return;
    this.place = Math.max(0, this.place - 1);
    this.show();
  };

  private async judge(line: KeptLine, review: Review): Promise<void> {
    if (this.snapshot().at === "judging") return;
    const { failure: _, ...now } = this.snapshot();
    this.put({ ...now, at: "judging", skipped: false });
    try {
      const judged = await this.wiring.review(line.id, review);
      this.lines = this.lines.toSpliced(this.place, 1, judged);
      this.place += 1;
      this.put({ ...this.snapshot(), judged: this.snapshot().judged + 1 });
    } catch (error) {
      const failure = failureIn(error);
      if (!PASSED_OVER.has(failure.kind)) {
        this.put({ ...this.snapshot(), at: "failed", failure });
        return;
      }
      this.lines = this.lines.toSpliced(this.place, 1);
      this.put({ ...this.snapshot(), skipped: true });
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
      ...this.snapshot(),
      ...{ line, text: line?.text ?? "", mayGoBack: this.place > 0 },
      at: line ? "ready" : "done",
    });
  }
}

/** It was withdrawn (404), or its text is frozen (409). */
const PASSED_OVER: ReadonlySet<FailureKind> = new Set(["gone", "unfinished"]);
