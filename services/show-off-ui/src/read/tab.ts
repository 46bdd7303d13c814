import { randomHex } from "../api/random";

/** A tab by the name under which its queue is kept. */
export interface Tab {
  readonly name: string;
  /** It had that name before this load of the page. */
  readonly isKnown: boolean;
}

interface Visit {
  /** What the tab was called before; a tab that is duplicated brings the name of the other along. */
  readonly before: string | null;
  /** Undefined where the browser has none: only localhost and pages over https have. */
  readonly locks: Pick<LockManager, "request"> | undefined;
}

/** A page that was just left may hold its name for a moment. */
const PATIENCE_MS = 500;

/**
 * The name of this tab, held as long as the page is there, so that no two have the same: a tab whose
 * name another holds is a duplicate and gets one of its own.
 */
export async function named({ before, locks }: Visit): Promise<Tab> {
  if (before !== null && (await held(before, locks))) return { name: before, isKnown: true };
  const name = randomHex(8);
  await held(name, locks);
  return { name, isKnown: false };
}

function held(name: string, locks: Visit["locks"]): Promise<boolean> {
  if (!locks) return Promise.resolve(true);
  const signal = AbortSignal.timeout(PATIENCE_MS);
  return new Promise((resolve) => {
    const hold = () => {
      resolve(true);
      return new Promise(() => {}); // until the page goes
    };
    locks.request(`show-off.tab.${name}`, { signal }, hold).catch(() => resolve(false));
  });
}
