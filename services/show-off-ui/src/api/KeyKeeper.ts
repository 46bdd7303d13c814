import { Watched } from "../ui/Watched";
import { failureIn } from "./failure";

interface Wiring {
  readonly load: () => string | null;
  readonly store: (key: string | null) => void;
  /** Asks the server for something small with a key. @throws FailureError of kind `keyNeeded` if it is wrong. */
  readonly knock: (key: string) => Promise<unknown>;
}

/** What is being asked of the person. */
export interface Asked {
  /** Whether a key was given and the server did not take it. */
  readonly refused: boolean;
  /** Whether the server is being asked about the one that was given. */
  readonly trying?: true;
}

interface Waiting extends Asked {
  readonly answered: Promise<void>;
  readonly go: () => void;
  readonly stop: () => void;
}

/** What a header can hold; anything else can be no key, and no browser would send it. */
const SENDABLE = /^[\x21-\x7e]+$/;

/**
 * The key that some servers ask for. Whoever needs it waits here until a person has given it; then
 * what was refused is tried again. A key that the server refused is forgotten. Its value is what is
 * being asked, undefined if nothing is.
 */
export class KeyKeeper extends Watched<Waiting | undefined> {
  private key: string | undefined;

  constructor(private readonly wiring: Wiring) {
    super(undefined);
    this.key = wiring.load() ?? undefined;
  }

  get known(): boolean {
    return this.key !== undefined;
  }

  /**
   * Does `attempt` with the key, as often as it takes until the server accepts it.
   *
   * @throws FailureError what the attempt throws; of kind `keyNeeded` if nobody gives a key.
   */
  async unlocked<Result>(attempt: (key: string | undefined) => Promise<Result>): Promise<Result> {
    for (;;) {
      const tried = this.key;
      try {
        return await attempt(tried);
      } catch (error) {
        if (isNoRefusal(error)) throw error;
        if (tried === this.key) await this.ask(error);
      }
    }
  }

  /**
   * The person gives this one. The question stands until the server has taken it: what waits is let
   * go once, and whoever is asked is not asked anew in between.
   */
  async give(key: string): Promise<void> {
    const asked = this.snapshot();
    if (!asked || asked.trying) return;
    if (!SENDABLE.test(key)) {
      this.put({ ...asked, refused: true });
      return;
    }
    const trying = { ...asked, trying: true } as const;
    this.put(trying);
    const taken = await this.wiring.knock(key).then(() => true, isNoRefusal);
    if (this.snapshot() !== trying) return; // declined meanwhile
    if (!taken) {
      this.put({ ...asked, refused: true });
      return;
    }
    this.keep(key);
    asked.go();
    this.put(undefined);
  }

  /** The person does not want to give one. */
  decline(): void {
    this.snapshot()?.stop();
    this.put(undefined);
  }

  private ask(error: unknown): Promise<void> {
    const asked = this.snapshot();
    if (asked) return asked.answered;
    const { promise: answered, resolve: go, reject } = withResolvers();
    this.put({ refused: this.known, answered, go, stop: () => reject(error) });
    this.keep(undefined);
    return answered;
  }

  private keep(key: string | undefined): void {
    this.key = key;
    this.wiring.store(key ?? null);
  }
}

/** What else went wrong is no fault of the key, and shows where it is used. */
function isNoRefusal(error: unknown): boolean {
  return failureIn(error).kind !== "keyNeeded";
}

/** As Promise.withResolvers, which browsers of 2023 have not. */
function withResolvers() {
  let resolve: () => void = () => {};
  let reject: (reason: unknown) => void = () => {};
  const promise = new Promise<void>((...settle) => {
    [resolve, reject] = settle;
  });
  return { promise, resolve, reject };
}
