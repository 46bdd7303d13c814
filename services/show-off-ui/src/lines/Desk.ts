import { isKeptPicture, type Reading } from "../read/reading";
import { carried, type Worked } from "./carried";
import { changedLines, type Document, textOf } from "./document";
import { advance, check, type Edits, giveUp, rebased, redo, settle, undo } from "./edits";
import { asRead, contentOf, type Kept, laidOut, type Open } from "./laid";
import { type Layout, layoutOf, wholeLayout } from "./layout";
import { merged } from "./merged";
import { rewritten } from "./rewritten";
import { withText } from "./structure";

interface Wiring {
  readonly load: (id: string) => Kept | undefined;
  readonly store: (id: string, kept: Kept) => void;
  readonly send: (
    id: string,
    text: string,
    lines: ReadonlyMap<string, string>,
    layout: Layout | undefined,
    /** Whether a person has said of each line that it is right. */
    whole?: boolean,
  ) => void;
}

/** What is typed is kept this soon, and sent when nothing more is typed for this long. */
const KEEP_MS = 500;
const SEND_MS = 3_000;

const WHOLE = "text";

/**
 * The documents that are worked on, of all readings that are open. What is typed is kept here at
 * once, in the browser soon, and goes to the outbox when a field is left or the hands rest.
 */
export class Desk {
  private open: ReadonlyMap<string, Open> = new Map();
  private readonly listeners = new Set<() => void>();
  private readonly keeping = new Map<string, ReturnType<typeof setTimeout>>();
  /** What has been carried to a reading, by the readings that it was carried from. */
  private readonly brought = new Map<string, Map<string, Worked>>();
  private readonly sending = new Map<string, ReturnType<typeof setTimeout>>();

  constructor(private readonly wiring: Wiring) {}

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Changes whenever any document does. */
  snapshot = (): object => this.open;

  /** The edits of a reading; laid on the desk, with what was kept of it, when first asked for. */
  of(reading: Reading): Edits {
    const known = this.open.get(reading.id);
    if (known) return known.edits;
    const laid = laidOut(reading, this.wiring.load(reading.id));
    (this.open as Map<string, Open>).set(reading.id, laid);
    if (laid.sent !== laid.edits.now) this.sendSoon(reading.id, 0);
    return laid.edits;
  }

  /** One step: of what is typed in a line or another change, which is sent at once. */
  change(id: string, next: (now: Document) => Document): void {
    this.replace(id, (edits) => advance(settle(edits), next(edits.now)));
    this.send(id);
  }

  type(id: string, line: string, text: string): void {
    this.replace(id, (edits) => advance(edits, withText(edits.now, line, text), line));
    this.sendSoon(id, SEND_MS);
  }

  /** What is typed in the text as a whole, always compared with how it was before that. */
  typeWhole(id: string, text: string): void {
    this.replace(id, (edits) => {
      const before = edits.typing === WHOLE ? (edits.past.at(-1) ?? edits.now) : edits.now;
      return advance(edits, rewritten(before, text), WHOLE);
    });
    this.sendSoon(id, SEND_MS);
  }

  /** The field was left: a line is one line, and what was changed is sent. */
  leave(id: string): void {
    this.replace(id, (edits) => {
      const { typing, now } = edits;
      const line = now.find((one) => one.id === typing);
      if (!line) return settle(edits);
      const text = line.text.replaceAll(/\s*\n\s*/g, " ").trim();
      const tidy =
        text === line.text ? edits : advance(edits, withText(now, line.id, text), line.id);
      const changed = edits.past.at(-1)?.find((one) => one.id === line.id)?.text !== text;
      return settle(changed ? check(tidy, line.id) : giveUp(tidy));
    });
    this.send(id);
  }

  giveUp(id: string): void {
    this.replace(id, giveUp);
    this.send(id);
  }

  check(id: string, line: string): void {
    this.replace(id, (edits) => check(edits, line));
  }

  /** A person has looked at all lines: each is right as it stands, and may be kept. */
  allRight(id: string): void {
    this.replace(id, (edits) =>
      edits.now.reduce((all, line) => check(all, line.id), settle(edits)),
    );
    this.send(id);
    const known = this.open.get(id);
    if (!known || !isKeptPicture(known.reading)) return;
    const { now } = known.edits;
    this.wiring.send(id, textOf(now), new Map(), wholeLayout(now, known.reading), true);
  }

  undo(id: string): void {
    this.replace(id, undo);
    this.send(id);
  }

  redo(id: string): void {
    this.replace(id, redo);
    this.send(id);
  }

  /**
   * Brings what was made of other readings of a picture to the one that is shown: in the order in
   * which they were shown, so that what was said last counts.
   */
  carry(others: readonly Reading[], to: Reading): void {
    const all = [...others, to].map(({ id }) => id);
    // The one that is shown after a reload was shown before it, too: nothing is newer.
    const upToDate = !all.some((id) => this.brought.has(id)) && this.wiring.load(to.id);
    const brought = this.brought.get(to.id) ?? new Map<string, Worked>();
    this.brought.set(to.id, brought);
    let worked = this.worked(to);
    for (const from of others) {
      const before = brought.get(from.id) ?? asRead(from);
      const now = this.worked(from);
      brought.set(from.id, now);
      if (!upToDate) worked = carried(before, now, worked, to.placement?.region);
    }
    const { lines, checked } = worked;
    const { now, checked: ticked } = this.of(to);
    if (textOf(lines) === textOf(now) && checked.size === ticked.size) return;
    this.replace(to.id, (edits) => ({ ...advance(settle(edits), lines), checked }));
    this.send(to.id);
  }

  private worked(reading: Reading): Worked {
    const { now, checked } = this.of(reading);
    return { lines: now, checked };
  }

  /** Sends once more what was corrected since the reading was laid here: something else holds for it now. */
  sendAgain(id: string): void {
    this.send(id);
    const known = this.open.get(id);
    if (!known || !isKeptPicture(known.reading)) return;
    const { now, past } = known.edits;
    const lines = changedLines(past[0] ?? now, now);
    if (lines.size === 0) return;
    this.wiring.send(id, textOf(now), lines, layoutOf(now, known.reading));
  }

  /** Another tab has kept this document anew: goes on with what it changed, and with what is typed here. */
  adopt(id: string): void {
    this.join(id);
    const known = this.open.get(id);
    if (known && known.sent !== known.edits.now) this.sendSoon(id, SEND_MS);
  }

  /** Keeps and sends all that has not been: the page is being left. */
  leaveAll(): void {
    for (const id of this.open.keys()) this.send(id);
  }

  private replace(id: string, next: (edits: Edits) => Edits): void {
    const known = this.open.get(id);
    const edits = known && next(known.edits);
    if (!edits || edits === known.edits) return;
    this.put(id, { ...known, edits });
    if (!this.keeping.has(id))
      this.keeping.set(
        id,
        setTimeout(() => this.keep(id), KEEP_MS),
      );
  }

  private put(id: string, open: Open): void {
    this.open = new Map(this.open).set(id, open);
    for (const listener of this.listeners) listener();
  }

  /** Takes over what another tab has sent; what it is still typing is its own. */
  private join(id: string): void {
    const known = this.open.get(id);
    const kept = this.wiring.load(id);
    if (!known || !kept?.sent || contentOf(kept) === known.seen) return;
    const { lines, checked } = kept;
    const onto = (document: Document) => merged(known.shared, document, lines);
    const edits = rebased(known.edits, onto, checked);
    this.put(id, { ...known, edits, sent: lines, shared: lines, seen: contentOf(kept) });
  }

  private keep(id: string): void {
    clearTimeout(this.keeping.get(id));
    this.keeping.delete(id);
    this.join(id); // nothing of what another tab kept is overwritten
    const known = this.open.get(id);
    if (!known) return;
    const { edits, sent, shared } = known;
    const [lines, checked] = [edits.now, [...edits.checked]];
    const only = known.reading.unkept && { only: true as const };
    const kept = { lines, checked, sent: sent === lines, at: Date.now(), ...only };
    this.wiring.store(id, kept);
    const after = { ...known, shared: kept.sent ? lines : shared, seen: contentOf(kept) };
    (this.open as Map<string, Open>).set(id, after);
  }

  private sendSoon(id: string, afterMs: number): void {
    clearTimeout(this.sending.get(id));
    this.sending.set(
      id,
      setTimeout(() => this.send(id), afterMs),
    );
  }

  private send(id: string): void {
    clearTimeout(this.sending.get(id));
    this.join(id);
    const known = this.open.get(id);
    if (!known) return;
    const { now } = known.edits;
    const [before, text] = [textOf(known.sent), textOf(now)];
    const lines = changedLines(known.sent, now);
    const layout = layoutOf(now, known.reading);
    const laid = JSON.stringify(layout) !== JSON.stringify(layoutOf(known.sent, known.reading));
    if (known.sent !== now) this.put(id, { ...known, sent: now });
    const changed = laid || text !== before || lines.size > 0;
    if (changed && !known.reading.unkept) this.wiring.send(id, text, lines, layout);
    if (this.keeping.has(id) || known.sent !== now) this.keep(id);
  }
}
