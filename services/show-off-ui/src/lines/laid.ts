import type { Reading } from "../read/reading";
import type { Worked } from "./carried";
import { changedLines, type Document, documentOf, saying, textOf } from "./document";
import { begin, type Edits } from "./edits";
import { rewritten } from "./rewritten";

/** A document as this browser keeps it, so that nothing typed is lost with the page. */
export interface Kept {
  readonly lines: Document;
  readonly checked: readonly string[];
  /** Whether all of it has been handed to the outbox. */
  readonly sent: boolean;
  /** When it was kept, as `Date.now()` has it. */
  readonly at: number;
  /** It is kept nowhere else. */
  readonly only?: true;
}

/** A document that is worked on. */
export interface Open {
  readonly reading: Reading;
  readonly edits: Edits;
  /** As it was last handed to the outbox. */
  readonly sent: Document;
  /** As all tabs had it last: what differs from it is this one's own. */
  readonly shared: Document;
  /** What the browser kept of it when this tab last looked or kept it. */
  readonly seen: string;
}

/** The server may need this long until it answers with a correction that it accepted. */
const SETTLED_MS = 60_000;

/** A reading as it stands: as this browser kept it, or as the server does where that is newer. */
export function laidOut(reading: Reading, kept: Kept | undefined): Open {
  const read = documentOf(reading.text, reading.lines);
  const stored = reading.corrected ? corrected(read, reading.corrected) : read;
  // What only this browser kept of a page was kept when servers took no corrections of pages.
  const unsent = kept && (!kept.sent || (kept.only && !reading.unkept));
  const recent = kept && (unsent || Date.now() - kept.at < SETTLED_MS);
  const mine = kept && (recent || textOf(kept.lines) === textOf(stored));
  const now = mine ? kept.lines : stored;
  const checked = [...(kept?.checked ?? []), ...changedLines(read, now).keys()];
  const sent = mine && unsent ? stored : now;
  const seen = kept ? contentOf(kept) : "";
  return { reading, edits: begin(now, checked), sent, shared: sent, seen };
}

/** A reading that nobody has worked on. */
export function asRead(reading: Reading): Worked {
  return { lines: documentOf(reading.text, reading.lines), checked: new Set() };
}

/** To tell whether anything was kept anew. */
export function contentOf({ lines, checked }: Kept): string {
  return JSON.stringify([lines, checked]);
}

/** The lines as they were corrected, put together as the corrected text has them. */
function corrected(
  read: Document,
  { text, lines }: { readonly text: string; readonly lines: readonly string[] },
): Document {
  const each = read.map((line, index) => saying(line, lines[index] ?? line.text));
  return rewritten(each, text);
}
