import { Watched } from "../ui/Watched";

interface Wiring {
  readonly load: () => string | null;
  readonly store: (value: string | null) => void;
}

const GIVEN = "yes";

/**
 * Whether lines that are corrected in this browser may be kept to teach the reader: not unless a
 * person says so, until they say otherwise. Where nothing can be remembered it holds for the visit.
 */
export class Consent extends Watched<boolean> {
  constructor(private readonly wiring: Wiring) {
    super(wiring.load() === GIVEN);
  }

  given = (): boolean => this.snapshot();

  give(given: boolean): void {
    this.wiring.store(given ? GIVEN : null);
    this.put(given);
  }
}
