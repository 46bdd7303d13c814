interface Wiring {
  /** Deletes a picture for good, also while the page is being left. @throws FailureError */
  readonly remove: (id: string) => Promise<void>;
  /** Told of those that could not be deleted. */
  readonly onFailed: (ids: readonly string[]) => void;
}

/** So long what was deleted can be had back. */
export const UNDO_MS = 8_000;

const NONE: ReadonlySet<string> = new Set();

/** Pictures that a person has deleted: out of sight at once, for good a little later. */
export class Deletions {
  private ids: ReadonlySet<string> = NONE;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly listeners = new Set<() => void>();

  constructor(private readonly wiring: Wiring) {}

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** The ids of those that can be had back. */
  snapshot = (): ReadonlySet<string> => this.ids;

  /** What was deleted before is gone for good now. */
  delete(ids: readonly string[]): void {
    this.finish();
    this.put(new Set(ids));
    this.timer = setTimeout(() => this.finish(), UNDO_MS);
  }

  undo(): void {
    clearTimeout(this.timer);
    this.put(NONE);
  }

  /** Does not wait any longer. */
  finish(): void {
    clearTimeout(this.timer);
    const ids = [...this.ids];
    if (ids.length === 0) return;
    void Promise.all(
      ids.map((id) =>
        this.wiring.remove(id).then(
          () => [],
          () => [id],
        ),
      ),
    ).then((failed) => {
      if (failed.flat().length > 0) this.wiring.onFailed(failed.flat());
    });
    this.put(NONE);
  }

  private put(ids: ReadonlySet<string>): void {
    this.ids = ids;
    for (const listener of this.listeners) listener();
  }
}
