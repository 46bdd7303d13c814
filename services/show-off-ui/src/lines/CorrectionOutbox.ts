import type { Correction } from "../api/client";
import { failureIn } from "../api/failure";

/** Where a correction is on its way. */
export type SaveState = "waiting" | "saving" | "saved" | "failed" | "gone";

/** What is still to be sent for one reading: its whole text, and the lines that changed. */
interface Pending {
  readonly text: string;
  /** By their ids; only lines that were read are told one by one. */
  readonly lines: Readonly<Record<string, string>>;
  /** All lines as they stand; undefined: as they were read. */
  readonly layout?: NonNullable<Correction["layout"]>;
  /** All of these lines may be kept to teach the reader. */
  readonly keep?: true;
  /** And so may all others. */
  readonly whole?: true;
  readonly state: Exclude<SaveState, "saved">;
}

/** What this browser keeps, by the reading's id; all tabs see the same. */
export interface Storage {
  readonly ids: () => readonly string[];
  readonly load: (id: string) => string | null;
  readonly store: (id: string, value: string | null) => void;
}

/** Failures that pass by themselves; anything else is for a person to look at. */
const PASSING = new Set(["offline", "unreachable", "full", "late"]);
const FIRST_RETRY_MS = 2_000;
const LAST_RETRY_MS = 60_000;

/**
 * Corrections on their way to the server. They survive reloads and time without a network, are
 * sent one reading at a time, and where a line changes again before it was sent, the latest counts.
 * Each reading is stored by itself and what another tab stored is added to, so that none is lost.
 */
export class CorrectionOutbox {
  private pending: Readonly<Record<string, Pending>> = {};
  private saved: Readonly<Record<string, ReadonlySet<string>>> = {};
  private readonly listeners = new Set<() => void>();
  private retryMs = FIRST_RETRY_MS;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly sendOne: (correction: Correction) => Promise<void>,
    private readonly storage: Storage,
  ) {
    for (const id of storage.ids()) {
      const stored = this.stored(id);
      if (stored) this.pending = { ...this.pending, [id]: { ...stored, state: "waiting" } };
    }
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Changes whenever any state does. */
  snapshot = (): object => this.pending;

  /** Whether all corrections have reached the server. */
  get empty(): boolean {
    return Object.keys(this.pending).length === 0;
  }

  put(
    id: string,
    text: string,
    lines: ReadonlyMap<string, string>,
    layout?: NonNullable<Correction["layout"]>,
    mayKeep: boolean | "whole" = false,
  ): void {
    const before = this.stored(id) ?? this.pending[id];
    const changed = { ...before?.lines, ...Object.fromEntries(lines) };
    // A line that waits since before a person let it be kept is not kept with others.
    const earlier = Object.keys(before?.keep ? {} : (before?.lines ?? {}));
    const whole = mayKeep === "whole" && { whole: true as const };
    const keep = whole || (mayKeep && earlier.every((line) => lines.has(line)));
    const state = this.pending[id]?.state === "saving" ? "saving" : "waiting";
    const may = keep && { keep: true as const, ...whole };
    this.update(id, { text, lines: changed, ...(layout && { layout }), ...may, state });
    void this.flush();
  }

  /** The state of a reading's corrections, undefined if there are none. */
  stateOf(id: string): SaveState | undefined {
    return this.pending[id]?.state ?? (this.saved[id] && "saved");
  }

  stateOfLine(id: string, line: string): SaveState | undefined {
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
      const lines = Object.entries(sent.lines)
        .filter(([line]) => /^\d+$/.test(line))
        .map(([line, text]) => ({ ord_num: Number(line), text }));
      const { text, layout } = sent;
      const made = layout?.some(({ ord_num }) => ord_num === null) ?? false;
      const whole = sent.whole && { whole: true as const };
      const keep = sent.keep && (lines.length > 0 || made || whole) && { keep: true as const };
      await this.sendOne({ id, text, lines, layout: layout ?? null, ...keep, ...whole });
    } catch (error) {
      this.keep(id, error);
      return;
    }
    this.retryMs = FIRST_RETRY_MS;
    this.settle(id, sent);
  }

  /** After a success: what was sent is saved, what changed meanwhile, here or in another tab, is sent next. */
  private settle(id: string, sent: Pending): void {
    const now = this.stored(id) ?? this.pending[id];
    // What may be kept now is told anew.
    const wholeNow = now?.whole === true && !sent.whole;
    const keptNow = wholeNow || (now?.keep === true && !sent.keep);
    const left = Object.entries(now?.lines ?? {}).filter(
      ([line, text]) => keptNow || sent.lines[line] !== text,
    );
    const lines = Object.keys(sent.lines);
    this.saved = { ...this.saved, [id]: new Set([...(this.saved[id] ?? []), ...lines]) };
    const laid = JSON.stringify(now?.layout) === JSON.stringify(sent.layout);
    const same = laid && left.length === 0 && now?.text === sent.text && !wholeNow;
    if (!now || same) {
      this.update(id, undefined);
      return;
    }
    this.update(id, { ...now, lines: Object.fromEntries(left), state: "waiting" });
    void this.send(id);
  }

  private keep(id: string, error: unknown): void {
    const { kind } = failureIn(error);
    const passing = PASSING.has(kind);
    const now = this.pending[id];
    const state = passing ? "waiting" : kind === "gone" ? "gone" : "failed";
    if (now) this.update(id, { ...now, state });
    if (!passing) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.flush(), this.retryMs);
    this.retryMs = Math.min(2 * this.retryMs, LAST_RETRY_MS);
  }

  private update(id: string, pending: Pending | undefined): void {
    const { [id]: _, ...others } = this.pending;
    this.pending = pending ? { ...others, [id]: pending } : others;
    const lasting = pending && pending.state !== "gone";
    const { state: _state, ...kept } = pending ?? {};
    const value = lasting ? JSON.stringify(kept) : null;
    this.storage.store(id, value);
    for (const listener of this.listeners) listener();
  }

  /** What this or another tab stored; whatever was on its way then is sent again, which does no harm. */
  private stored(id: string): Omit<Pending, "state"> | undefined {
    try {
      const { text, lines, layout, keep, whole } = JSON.parse(this.storage.load(id) ?? "");
      if (typeof text !== "string") return undefined;
      const may = {
        ...(keep === true && { keep: true as const }),
        ...(whole === true && { whole: true as const }),
      };
      return { text, lines: { ...lines }, ...(Array.isArray(layout) && { layout }), ...may };
    } catch {
      return undefined;
    }
  }
}
