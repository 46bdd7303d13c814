import { useEffect, useEffectEvent, useReducer, useRef } from "react";
import { readPicture } from "../api/client";
import { failureIn } from "../api/failure";
import { useDocuments } from "../documents/useDocuments";
import { prepare } from "../intake/prepare";
import { rendition } from "../intake/rendition";
import { holdAfter } from "./hold";
import { type Action, type Job, type Jobs, jobsReducer, nextJob, type Phase } from "./jobs";
import { placed } from "./reading";
import { keepAll } from "./theShelf";

interface JobsHook {
  readonly jobs: Jobs;
  readonly dispatch: (action: Action) => void;
  readonly cancel: (key: string) => void;
}

/** The queue of pictures, read one after another. `onEnd` is called with each that ended. */
export function useJobs(initial: Jobs, onEnd: (job: Job) => void): JobsHook {
  const [jobs, dispatch] = useReducer(jobsReducer, initial);
  useEffect(() => keepAll(jobs), [jobs]);
  useDocuments(jobs, dispatch);
  const running = useRef(new Map<string, AbortController>());
  const ended = useEffectEvent(onEnd);

  const next = nextJob(jobs);
  useEffect(() => {
    if (!next || running.current.has(next.key)) return;
    const controller = new AbortController();
    running.current.set(next.key, controller);
    const advance = (phase: Phase) => dispatch({ do: "advance", key: next.key, phase });
    void run(next, controller.signal, advance).then(async (phase) => {
      running.current.delete(next.key);
      if (phase.at === "failed") {
        dispatch({ do: "hold", key: next.key, failure: phase.failure, now: Date.now() });
        if (holdAfter(phase.failure, 0, 0)) return; // it has not come to an end
      } else advance(phase);
      ended({ ...next, phase });
      if (phase.at === "done" && !next.picture.size) {
        const shown = await rendition(phase.reading.id, true);
        if (shown) dispatch({ do: "render", key: next.key, rendition: shown });
      }
    });
  }, [next]);

  const { hold } = jobs;
  useEffect(() => {
    if (!hold) return;
    const resume = () => dispatch({ do: "resume" });
    const { until } = hold;
    const timer = until !== undefined && setTimeout(resume, until - Date.now());
    addEventListener("online", resume);
    return () => {
      if (timer !== false) clearTimeout(timer);
      removeEventListener("online", resume);
    };
  }, [hold]);

  const cancel = (key: string) => {
    const controller = running.current.get(key);
    if (controller) controller.abort();
    else dispatch({ do: "advance", key, phase: { at: "cancelled" } });
  };

  const release = (action: Action) => {
    const stopping = jobs.list.filter(
      ({ key, folder }) =>
        action.do === "clear" ||
        (action.do === "remove" && action.key === key) ||
        (action.do === "removeGroup" && action.key === folder?.key),
    );
    for (const { key } of stopping) running.current.get(key)?.abort();
    for (const { picture } of leaving(jobs, action)) URL.revokeObjectURL(picture.url);
    dispatch(action);
  };

  return { jobs, dispatch: release, cancel };
}

/** The pictures that nobody can come back to after an action. */
function leaving(before: Jobs, action: Action): readonly Job[] {
  const after = jobsReducer(before, action);
  const kept = new Set([...after.list, ...(after.cleared ?? [])].map(({ key }) => key));
  return [...before.list, ...(before.cleared ?? [])].filter(({ key }) => !kept.has(key));
}

/** Reads one picture and returns how it ended; never throws. */
async function run(
  { picture, fullSize, region, page }: Job,
  signal: AbortSignal,
  advance: (phase: Phase) => void,
): Promise<Phase> {
  try {
    advance({ at: "preparing" });
    const { body, placement } = await prepare(
      picture,
      { fullSize, ...(region && { region }) },
      signal,
    );
    signal.throwIfAborted();
    advance({ at: "sending", sent: 0, total: body.size });
    const reading = await readPicture(body, picture.name, {
      signal,
      // Of a document, what is kept is the document.
      keep: !picture.sample && !page,
      onSent: (sent, total) =>
        advance(sent < total ? { at: "sending", sent, total } : { at: "reading" }),
      onStage: (stage) => advance({ at: "reading", stage }),
    });
    const shown = placement && picture.size ? placed(reading, placement, picture.size) : reading;
    return { at: "done", reading: shown, ...(region && { region }) };
  } catch (error) {
    return signal.aborted ? { at: "cancelled" } : { at: "failed", failure: failureIn(error) };
  }
}
