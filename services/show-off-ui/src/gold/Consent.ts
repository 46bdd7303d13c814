interface Wiring {
  readonly load: () => string | null;
  readonly store: (value: string | null) => void;
}

const GIVEN = "yes";

/**
 * Whether lines that are corrected in this browser may be kept to teach the reader: not unless a
 * person says so, until they say otherwise. Where nothing can be remembered it holds for the visit.
 */
export class Consent {
  private now: boolean;
  private readonly listeners = new Set<() => void>();

  constructor(private readonly wiring: Wiring) {
    this.now = wiring.load() === GIVEN;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  given = (): boolean => this.now;

  give(given: boolean): void {
    this.now = given;
    this.wiring.store(given ? GIVEN : null);
    for (const listener of this.listeners) listener();
  }
}
