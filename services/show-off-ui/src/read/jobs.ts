import type { Failure } from "../api/failure";
import type { Stage } from "../api/stages";
import type { Picture } from "../intake/picture";
import type { Rect } from "../picture/geometry";
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
  | { readonly at: "cancelled" };

/** One picture to be read. */
export interface Job {
  readonly key: string;
  readonly picture: Picture;
  readonly fullSize: boolean;
  /** Only this part is read; the whole picture if undefined. */
  readonly region?: Rect;
  readonly phase: Phase;
}

export interface Jobs {
  readonly list: readonly Job[];
  /** The key of the job that is shown. */
  readonly shown?: string;
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
  | { readonly do: "remove"; readonly key: string }
  | { readonly do: "clear" };

export const NO_JOBS: Jobs = { list: [] };

/** One picture is read at a time, in the order they came. */
export function nextJob({ list }: Jobs): Job | undefined {
  return list.some(isRunning) ? undefined : list.find(({ phase }) => phase.at === "waiting");
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
      return { list: [...state.list, ...action.jobs], ...(shown !== undefined && { shown }) };
    }
    case "show":
      return { ...state, shown: action.key };
    case "advance":
      return changed(state, action.key, (job) => ({ ...job, phase: action.phase }));
    case "again":
      return changed(state, action.key, ({ key, picture, fullSize }) => ({
        key,
        picture,
        fullSize: action.fullSize ?? fullSize,
        ...(action.region && { region: action.region }),
        phase: { at: "waiting" },
      }));
    case "remove":
      return without(state, action.key);
    case "clear":
      return NO_JOBS;
  }
}

function changed(state: Jobs, key: string, change: (job: Job) => Job): Jobs {
  return { ...state, list: state.list.map((job) => (job.key === key ? change(job) : job)) };
}

function without(state: Jobs, key: string): Jobs {
  const place = state.list.findIndex((job) => job.key === key);
  const list = state.list.filter((job) => job.key !== key);
  const shown = state.shown === key ? (list[place] ?? list.at(-1))?.key : state.shown;
  return { list, ...(shown !== undefined && { shown }) };
}
