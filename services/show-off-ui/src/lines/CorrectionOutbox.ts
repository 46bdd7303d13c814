import type { Correction } from "../api/client";
import { FailureError } from "../api/failure";

/** Where a correction is on its way. */
export type SaveState = "waiting" | "saving" | "saved" | "failed";

/** What is still to be sent for one reading: its whole text, and the lines that changed. */
interface Pending {
  readonly text: string;
  readonly lines: Readonly<Record<number, string>>;
  readonly state: Exclude<SaveState, "saved">;
}

interface Wiring {
  readonly send: (correction: Correction) => Promise<void>;
  readonly load: () => string | null;
  readonly store: (value: string | null) => void;
}

/** Failures that pass by themselves; anything else is for a person to look at. */
const PASSING = new Set(["offline", "unreachable", "full", "late"]);
const FIRST_RETRY_MS = 2_000;
const LAST_RETRY_MS = 60_000;

/**
 * Corrections on their way to the server. They survive reloads and time without a network, are
 * sent one reading at a time, and where a line changes again before it was sent, the latest counts.
 */
export class CorrectionOutbox {
  private pending: Readonly<Record<string, Pending>>;
  private saved: Readonly<Record<string, ReadonlySet<number>>> = {};
  private readonly listeners = new Set<() => void>();
  private retryMs = FIRST_RETRY_MS;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly wiring: Wiring) {
    this.pending = restored(wiring.load());
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Changes whenever any state does. */
  snapshot = (): object => this.pending;

  put(id: string, text: string, lines: ReadonlyMap<number, string>): void {
    const before = this.pending[id];
    const changed = { ...before?.lines, ...Object.fromEntries(lines) };
    const state = before?.state === "saving" ? "saving" : "waiting";
    this.update(id, { text, lines: changed, state });
    void this.flush();
  }

  /** The state of a reading's corrections, undefined if there are none. */
  stateOf(id: string): SaveState | undefined {
    return this.pending[id]?.state ?? (this.saved[id] && "saved");
  }

  stateOfLine(id: string, line: number): SaveState | undefined {
    const pending = this.pending[id];
    if (pending && line in pending.lines) return pending.state;
    return this.saved[id]?.has(line) ? "saved" : undefined;
  }

  /** Sends what waits; also what failed, when a person asks for it. */
  async flush(alsoFailed = false): Promise<void> {
    clearTimeout(this.timer);
    for (const [id, { state }] of Object.entries(this.pending)) {
      if (state === "waiting" || (alsoFailed && state === "failed")) await this.send(id);
    }
  }

  private async send(id: string): Promise<void> {
    const sent = this.pending[id];
    if (!sent || sent.state === "saving") return;
    this.update(id, { ...sent, state: "saving" });
    try {
      const lines = Object.entries(sent.lines).map(([ord_num, text]) => ({
        ord_num: Number(ord_num),
        text,
      }));
      await this.wiring.send({ id, text: sent.text, lines });
    } catch (error) {
      this.keep(id, error);
      return;
    }
    this.retryMs = FIRST_RETRY_MS;
    this.settle(id, sent);
  }

  /** After a success: what was sent is saved, what changed meanwhile is sent next. */
  private settle(id: string, sent: Pending): void {
    const now = this.pending[id];
    const left = Object.entries(now?.lines ?? {}).filter(
      ([line, text]) => sent.lines[Number(line)] !== text,
    );
    const lines = Object.keys(sent.lines).map(Number);
    this.saved = { ...this.saved, [id]: new Set([...(this.saved[id] ?? []), ...lines]) };
    if (!now || (left.length === 0 && now.text === sent.text)) {
      this.update(id, undefined);
      return;
    }
    this.update(id, { text: now.text, lines: Object.fromEntries(left), state: "waiting" });
    void this.send(id);
  }

  private keep(id: string, error: unknown): void {
    const passing = error instanceof FailureError && PASSING.has(error.failure.kind);
    const now = this.pending[id];
    if (now) this.update(id, { ...now, state: passing ? "waiting" : "failed" });
    if (!passing) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.flush(), this.retryMs);
    this.retryMs = Math.min(2 * this.retryMs, LAST_RETRY_MS);
  }

  private update(id: string, pending: Pending | undefined): void {
    const { [id]: _, ...others } = this.pending;
    this.pending = pending ? { ...others, [id]: pending } : others;
    const empty = Object.keys(this.pending).length === 0;
    this.wiring.store(empty ? null : JSON.stringify(this.pending));
    for (const listener of this.listeners) listener();
  }
}

/** What an earlier visit left; whatever was on its way then is sent again, which does no harm. */
function restored(stored: string | null): Readonly<Record<string, Pending>> {
  try {
    const value = JSON.parse(stored ?? "{}") as Record<string, Pending>;
    const entries = Object.entries(value).map(([id, { text, lines }]) => {
      return [id, { text, lines: { ...lines }, state: "waiting" }] as const;
    });
    return Object.fromEntries(entries);
  } catch {
    return {};
  }
}
