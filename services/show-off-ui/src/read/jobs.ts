import type { Failure, FailureKind } from "../api/failure";
import type { Stage } from "../api/stages";
import type { Picture } from "../intake/picture";
import type { Rendition } from "../intake/rendition";
import type { Rect } from "../picture/geometry";
import { type Hold, holdAfter } from "./hold";
import type { Reading } from "./reading";

/** How far a picture has come. */
export type Phase =
  | { readonly at: "waiting" }
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
  /** What has been read in it so far, whole or in part, the latest last. */
  readonly versions?: readonly Version[];
}

/** One reading of a picture. */
export interface Version {
  readonly fullSize: boolean;
  readonly region?: Rect;
  readonly reading: Reading;
}

export interface Jobs {
  readonly list: readonly Job[];
  /** The key of the job that is shown. */
  readonly shown?: string;
  /** While there is one, nothing is read. */
  readonly hold?: Hold;
  /** How often in a row the server was away or had no room. */
  readonly attempts?: number;
  /** What was cleared last and may be wanted back. */
  readonly cleared?: readonly Job[];
}

export type Action =
  | { readonly do: "add"; readonly jobs: readonly Job[] }
  | { readonly do: "show"; readonly key: string }
  | { readonly do: "advance"; readonly key: string; readonly phase: Phase }
  | {
      readonly do: "again";
      readonly key: string;
      readonly fullSize?: boolean;
      readonly region?: Rect;
    }
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
      return {
        ...state,
        list: [...state.list, ...action.jobs],
        ...(shown !== undefined && { shown }),
      };
    }
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
      return changed(state, action.key, (job) => readAgain(job, action));
    case "render":
      // It was sent as it is, as this browser could not reduce it.
      return changed(state, action.key, (job) => ({
        ...job,
        fullSize: true,
        picture: { ...job.picture, ...action.rendition },
      }));
    case "remove":
      return without(state, action.key);
    case "clear":
      return state.list.length > 1 ? { list: [], cleared: state.list.map(stopped) } : NO_JOBS;
    case "restore": {
      const { cleared = [], ...rest } = state;
      const shown = rest.shown ?? cleared[0]?.key;
      return { ...rest, list: [...cleared, ...rest.list], ...(shown !== undefined && { shown }) };
    }
    case "forget": {
      const { cleared: _, ...rest } = state;
      return rest;
    }
  }
}

function advanced(job: Job, phase: Phase): Job {
  if (phase.at !== "done") return { ...job, phase };
  const { fullSize, region, versions = [] } = job;
  const version = { fullSize, ...(region && { region }), reading: phase.reading };
  return { ...job, phase, versions: [...versions, version] };
}

/** In another size or part: what has been read so already is only shown again. */
function readAgain(
  { key, picture, fullSize: before, versions = [] }: Job,
  how: { readonly fullSize?: boolean; readonly region?: Rect },
): Job {
  const { fullSize = before, region } = how;
  const known = region
    ? undefined
    : versions.findLast((one) => !one.region && one.fullSize === fullSize);
  return {
    key,
    picture,
    fullSize,
    ...(region && { region }),
    phase: known ? { at: "done", reading: known.reading } : { at: "waiting" },
    versions: known ? [...versions.filter((one) => one !== known), known] : versions,
  };
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
