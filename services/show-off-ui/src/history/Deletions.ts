import { UNDO_MS } from "../ui/undo";
import { Watched } from "../ui/Watched";

interface Wiring {
  /** Deletes a picture for good, also while the page is being left. @throws FailureError */
  readonly remove: (id: string) => Promise<void>;
  /** Told of those that cannot be had back any more, just before they are deleted. */
  readonly onFinal: (ids: readonly string[]) => void;
  /** Told of those that could not be deleted. */
  readonly onFailed: (ids: readonly string[]) => void;
}

const NONE: ReadonlySet<string> = new Set();

/**
 * Pictures that a person has deleted: out of sight at once, for good a little later. Its value is
 * the ids of those that can be had back.
 */
export class Deletions extends Watched<ReadonlySet<string>> {
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly wiring: Wiring) {
    super(NONE);
  }

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
    const ids = [...this.snapshot()];
    if (ids.length === 0) return;
    this.wiring.onFinal(ids);
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
}
