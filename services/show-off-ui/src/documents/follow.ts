import { type Failure, failureIn } from "../api/failure";
import type { JobStatus } from "../api/jobs";
import { holdAfter } from "../read/hold";
import type { Reading } from "../read/reading";
import type { SentDocument } from "./document";

/** What is asked of the server. All throw FailureError, or AbortError if their signal fires. */
export interface Server {
  /** Sent again under the same key, it is the same job. */
  readonly send: (document: SentDocument, signal: AbortSignal) => Promise<JobStatus>;
  /** How far it is: at once, or once that is another version than the one known. */
  readonly status: (
    id: string,
    known: number | undefined,
    signal: AbortSignal,
  ) => Promise<JobStatus | undefined>;
  /** Undefined: not read yet. */
  readonly page: (
    id: string,
    number: number,
    signal: AbortSignal,
  ) => Promise<Reading | Failure | undefined>;
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** Whoever shows how far a document is. */
export interface Shown {
  readonly change: (change: Partial<SentDocument>) => void;
  readonly page: (number: number, read: Reading | Failure) => void;
}

/**
 * Has a document read and tells of each page as soon as it is. Waits where the server is away or
 * busy, however long; returns when all is told, or when `signal` fires.
 */
export async function follow(
  document: SentDocument,
  server: Server,
  shown: Shown,
  signal: AbortSignal,
): Promise<void> {
  let { id } = document;
  let next = 1;
  let known: number | undefined;
  let attempts = 0;
  while (!signal.aborted) {
    try {
      if (id === undefined) {
        shown.change({ state: "sending" });
        ({ id } = await server.send(document, signal));
        shown.change({ state: "reading", id });
      }
      const status = await server.status(id, known, signal);
      attempts = 0;
      if (!status) continue;
      const told = document.total ?? status.pages.total ?? undefined;
      if (told !== undefined) shown.change({ state: "reading", id, total: told });
      // No more than are read: but for those that were read out of turn, each is there.
      const { done, failed } = status.pages;
      next = await tellPages(id, next, status.finished ? (told ?? 0) : done + failed);
      known = status.version;
      if (status.finished) return shown.change(ended(status));
    } catch (error) {
      if (signal.aborted) return;
      const failure = failureIn(error);
      const hold = holdAfter(failure, attempts, Date.now());
      if (!hold) return shown.change({ state: "failed", failure });
      attempts += 1;
      await server.wait((hold.until ?? Date.now() + 2_000) - Date.now(), signal);
    }
  }

  /** Tells of pages in order as far as they are read; returns the next one. */
  async function tellPages(job: string, from: number, total: number): Promise<number> {
    for (let number = from; number <= total; number += 1) {
      const read = await server.page(job, number, signal);
      if (!read) return number;
      shown.page(number, read);
    }
    return Math.max(from, total + 1);
  }
}

function ended({ state, problem, formats, pages }: JobStatus): Partial<SentDocument> {
  if (state === "succeeded") return { state: "read", formats, total: pages.total ?? 1 };
  return { state: "failed", failure: problem ?? { kind: "document" } };
}
