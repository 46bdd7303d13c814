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
  /** Undefined where the browser has none: over http from another machine. */
  readonly locks: Pick<LockManager, "request"> | undefined;
}

/** A page that was just left may hold its name for a moment. */
const PATIENCE_MS = 500;
/** A tab that has a name says so within this time. */
const ANSWER_MS = 200;

/**
 * The name of this tab, held as long as the page is there, so that no two have the same: a tab whose
 * name another holds is a duplicate and gets one of its own.
 */
export async function named({ before, locks }: Visit): Promise<Tab> {
  const held = (name: string, isNew: boolean) =>
    locks ? heldByLock(name, locks) : heldByWord(name, isNew);
  if (before !== null && (await held(before, false))) return { name: before, isKnown: true };
  const name = randomHex(8);
  await held(name, true);
  return { name, isKnown: false };
}

function heldByLock(name: string, locks: NonNullable<Visit["locks"]>): Promise<boolean> {
  const signal = AbortSignal.timeout(PATIENCE_MS);
  return new Promise((resolve) => {
    const hold = () => {
      resolve(true);
      return new Promise(() => {}); // until the page goes
    };
    locks.request(`show-off.tab.${name}`, { signal }, hold).catch(() => resolve(false));
  });
}

/** Asks all tabs whose name it is, unless it is new; from then on answers for it. */
function heldByWord(name: string, isNew: boolean): Promise<boolean> {
  const channel = new BroadcastChannel(`show-off.tab.${name}`);
  return new Promise((resolve) => {
    const settle = (isMine: boolean) => {
      resolve(isMine);
      if (!isMine) return channel.close();
      channel.onmessage = ({ data }) => data === ASKED && channel.postMessage(ANSWERED);
    };
    if (isNew) return settle(true);
    const timer = setTimeout(settle, ANSWER_MS, true);
    channel.onmessage = ({ data }) => {
      if (data !== ANSWERED) return;
      clearTimeout(timer);
      settle(false);
    };
    channel.postMessage(ASKED);
  });
}

const [ASKED, ANSWERED] = ["whose?", "mine"];
