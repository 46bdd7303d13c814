import type { Failure, FailureKind } from "../api/failure";
import type { Stage } from "../api/stages";
import { type PageOf, pageKey, type SentDocument, withPages } from "../documents/document";
import type { Picture } from "../intake/picture";
import type { Rendition } from "../intake/rendition";
import type { Rect } from "../picture/geometry";
import type { Turn } from "../picture/turn";
import { type Hold, holdAfter } from "./hold";
import type { Reading } from "./reading";
import { readAgain, showing, type Version, withVersion } from "./versions";

/** How far a picture has come. */
export type Phase =
  | { readonly at: "waiting" }
  /** A page of a document, which the server reads in its own time. */
  | { readonly at: "coming" }
  | { readonly at: "preparing" }
  | { readonly at: "sending"; readonly sent: number; readonly total: number }
  /** On the server; at which stage there, where it tells. */
  | { readonly at: "reading"; readonly stage?: Stage }
  | { readonly at: "done"; readonly reading: Reading; readonly region?: Rect }
  | { readonly at: "failed"; readonly failure: Failure }
  /** Failed for a reason that passes by itself: waits with all others. */
  | { readonly at: "held"; readonly failure: Failure }
  | { readonly at: "cancelled" };

/** One picture to be read. */
export interface Job {
  readonly key: string;
  readonly picture: Picture;
  readonly fullSize: boolean;
  /** Only this part is read; the whole picture if undefined. */
  readonly region?: Rect;
  readonly phase: Phase;
  /** As a person turned it; else it is shown with its text upright. */
  readonly turn?: Turn;
  /** Of which document it is a page. */
  readonly page?: PageOf;
  /** The folder that it was dropped in. */
  readonly folder?: { readonly key: string; readonly name: string };
  /** What has been read in it so far, whole or in part, the one shown last at the end. */
  readonly versions?: readonly Version[];
}

export interface Jobs {
  readonly list: readonly Job[];
  /** Those whose pages are in the list, or were just cleared from it. */
  readonly documents?: readonly SentDocument[];
  /** The key of the job that is shown. */
  readonly shown?: string;
  /** While there is one, nothing is read. */
  readonly hold?: Hold;
  /** How often in a row the server was away or had no room. */
  readonly attempts?: number;
  /** What was cleared last and may be wanted back. */
  readonly cleared?: readonly Job[];
}

/** What came in: pictures, and documents with their first pages among these. */
export interface Added {
  readonly jobs: readonly Job[];
  readonly documents?: readonly SentDocument[];
}

export type Action =
  | ({ readonly do: "add" } & Added)
  | { readonly do: "document"; readonly key: string; readonly change: Partial<SentDocument> }
  /** A page of a document was read, or could not be. */
  | {
      readonly do: "page";
      readonly document: string;
      readonly number: number;
      readonly read: Reading | Failure;
    }
  /** A document or a folder, with all its pages. */
  | { readonly do: "removeGroup"; readonly key: string }
  | { readonly do: "show"; readonly key: string }
  | { readonly do: "advance"; readonly key: string; readonly phase: Phase }
  | {
      readonly do: "again";
      readonly key: string;
      readonly fullSize?: boolean;
      readonly region?: Rect;
    }
  /** Shows another of its readings. */
  | { readonly do: "version"; readonly key: string; readonly id: string }
  /** A picture that the browser cannot show has been made one that it can. */
  | { readonly do: "render"; readonly key: string; readonly rendition: Rendition }
  /** The server, not the picture, failed. */
  | {
      readonly do: "hold";
      readonly key: string;
      readonly failure: Failure;
      /** As `Date.now()` has it. */
      readonly now: number;
    }
  /** Goes on with what is held. */
  | { readonly do: "resume" }
  /** Reads all again that failed and may succeed. */
  | { readonly do: "retryAll" }
  | { readonly do: "turn"; readonly key: string; readonly turn: Turn }
  /** Shows none; all stay at hand. */
  | { readonly do: "leave" }
  | { readonly do: "remove"; readonly key: string }
  | { readonly do: "clear" }
  | { readonly do: "restore" }
  /** What was cleared is not wanted back. */
  | { readonly do: "forget" };

export const NO_JOBS: Jobs = { list: [] };

/** One picture is read at a time, in the order they came. */
export function nextJob({ list, hold }: Jobs): Job | undefined {
  return hold || list.some(isRunning)
    ? undefined
    : list.find(({ phase }) => phase.at === "waiting");
}

export function isRunning({ phase }: Job): boolean {
  return phase.at === "preparing" || phase.at === "sending" || phase.at === "reading";
}

/** How many pictures are read before this one. */
export function jobsBefore({ list }: Jobs, key: string): number {
  const place = list.findIndex((job) => job.key === key);
  const running = list.filter(isRunning).length;
  return running + list.slice(0, place).filter(({ phase }) => phase.at === "waiting").length;
}

export function jobsReducer(state: Jobs, action: Action): Jobs {
  switch (action.do) {
    case "add": {
      const shown = action.jobs[0]?.key ?? state.shown;
      const documents = [...(state.documents ?? []), ...(action.documents ?? [])];
      return {
        ...state,
        list: [...state.list, ...action.jobs],
        ...(documents.length > 0 && { documents }),
        ...(shown !== undefined && { shown }),
      };
    }
    case "document":
      return withDocument(state, action.key, action.change);
    case "page":
      return changed(state, pageKey(action.document, action.number), (job) =>
        withReading(job, action.read),
      );
    case "removeGroup":
      return withoutDocuments(
        state.list
          .filter(({ page, folder }) => (page?.document ?? folder?.key) === action.key)
          .reduce((left, { key }) => without(left, key), state),
      );
    case "hold": {
      const attempts = state.attempts ?? 0;
      const hold = holdAfter(action.failure, attempts, action.now);
      const phase: Phase = { at: hold ? "held" : "failed", failure: action.failure };
      const next = changed(state, action.key, (job) => ({ ...job, phase }));
      return hold ? { ...next, hold, attempts: attempts + 1 } : next;
    }
    case "resume": {
      const { hold: _, ...rest } = state;
      return {
        ...rest,
        list: state.list.map((job) => (job.phase.at === "held" ? again(job) : job)),
      };
    }
    case "retryAll":
      return { ...state, list: state.list.map((job) => (mayRetry(job) ? again(job) : job)) };
    case "turn":
      return changed(state, action.key, (job) => ({ ...job, turn: action.turn }));
    case "show":
      return { ...state, shown: action.key };
    case "leave": {
      const { shown: _, ...rest } = state;
      return rest;
    }
    case "advance": {
      const { attempts: _, ...answered } = state;
      const before = action.phase.at === "done" ? answered : state;
      return changed(before, action.key, (job) => advanced(job, action.phase));
    }
    case "again":
      return readAgainIn(state, action);
    case "version":
      return changed(state, action.key, (job) => (isRunning(job) ? job : showing(job, action.id)));
    case "render":
      // It was sent as it is, as this browser could not reduce it.
      return changed(state, action.key, (job) => ({
        ...job,
        fullSize: true,
        picture: { ...job.picture, ...action.rendition },
      }));
    case "remove":
      return withoutDocuments(without(state, action.key));
    case "clear": {
      const { list, documents } = state;
      if (list.length <= 1) return NO_JOBS;
      return { list: [], cleared: list.map(stopped), ...(documents && { documents }) };
    }
    case "restore": {
      const { cleared = [], ...rest } = state;
      const shown = rest.shown ?? cleared[0]?.key;
      return { ...rest, list: [...cleared, ...rest.list], ...(shown !== undefined && { shown }) };
    }
    case "forget": {
      const { cleared: _, ...rest } = state;
      return withoutDocuments(rest);
    }
  }
}

function withDocument(state: Jobs, key: string, change: Partial<SentDocument>): Jobs {
  const before = state.documents?.find((document) => document.key === key);
  if (!before) return state;
  const after = { ...before, ...change };
  const documents = state.documents?.map((one) => (one === before ? after : one)) ?? [];
  const next = { ...state, documents, list: withPages(state.list, after) };
  const { failure } = change;
  if (!failure) return next;
  const list = next.list.map((job): Job => {
    const missing = job.page?.document === key && job.phase.at === "coming";
    return missing ? { ...job, phase: { at: "failed", failure } } : job;
  });
  return { ...next, list };
}

/** In pixels of the size in which the page was read: until it is drawn in that, it has no file. */
function withReading(job: Job, read: Reading | Failure): Job {
  if (!("lines" in read)) return { ...job, phase: { at: "failed", failure: read } };
  const { file: _, ...picture } = job.picture;
  const { width, height } = read;
  const size = job.picture.url ? { size: { width, height } } : {};
  return advanced({ ...job, picture: { ...picture, ...size } }, { at: "done", reading: read });
}

/** Without documents of which no page is left. */
function withoutDocuments(state: Jobs): Jobs {
  if (!state.documents) return state;
  const { documents: _, ...rest } = state;
  const pages = [...state.list, ...(state.cleared ?? [])].map(({ page }) => page?.document);
  const documents = state.documents.filter(({ key }) => pages.includes(key));
  return documents.length > 0 ? { ...rest, documents } : rest;
}

/** A page that the server could not read is tried again with all others of its document. */
function readAgainIn(state: Jobs, action: Extract<Action, { do: "again" }>): Jobs {
  const job = state.list.find(({ key }) => key === action.key);
  if (!job?.page || job.phase.at !== "failed" || job.versions) {
    return changed(state, action.key, (one) => readAgain(one, action));
  }
  const { document } = job.page;
  const list = state.list.map(
    (one): Job =>
      one.page?.document === document && one.phase.at === "failed"
        ? { ...one, phase: { at: "coming" } }
        : one,
  );
  return withDocument({ ...state, list }, document, { state: "waiting" });
}

function advanced(job: Job, phase: Phase): Job {
  return phase.at === "done" ? withVersion(job, phase.reading) : { ...job, phase };
}

/** Whether a picture failed for a reason that may be gone. */
export function mayRetry({ phase }: Job): boolean {
  return phase.at === "failed" && RETRIED.has(phase.failure.kind);
}

export const RETRIED: ReadonlySet<FailureKind> = new Set([
  "keyNeeded",
  "offline",
  "unreachable",
  "full",
  "late",
  "broken",
]);

function again(job: Job): Job {
  return { ...job, phase: { at: "waiting" } };
}

/** As it can be kept aside: what was under way begins anew. */
function stopped(job: Job): Job {
  return isRunning(job) || job.phase.at === "held" ? again(job) : job;
}

function changed(state: Jobs, key: string, change: (job: Job) => Job): Jobs {
  return { ...state, list: state.list.map((job) => (job.key === key ? change(job) : job)) };
}

function without(state: Jobs, key: string): Jobs {
  const place = state.list.findIndex((job) => job.key === key);
  const list = state.list.filter((job) => job.key !== key);
  const shown = state.shown === key ? (list[place] ?? list.at(-1))?.key : state.shown;
  const { shown: _, hold, ...rest } = state;
  const held = hold && list.some(({ phase }) => phase.at === "held" || phase.at === "waiting");
  return { ...rest, list, ...(shown !== undefined && { shown }), ...(held && { hold }) };
}
