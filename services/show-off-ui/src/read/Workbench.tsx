import { useEffect, useMemo, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { spansOf } from "../lines/document";
import type { Fields } from "../lines/LineList";
import { type Checking, TextPanel } from "../lines/TextPanel";
import { useCarried, useEdited } from "../lines/useEdited";
import { useLinkedLines } from "../lines/useLinkedLines";
import { useViewing } from "../lines/useViewing";
import { bounds, type Rect, SHEET } from "../picture/geometry";
import { PicturePane } from "../picture/PicturePane";
import { type Turn, uprightTurn } from "../picture/turn";
import { useStage } from "../picture/useStage";
import { fetchMenu } from "../ui/ActionMenu";
import { Cancelled } from "./Cancelled";
import { FailureNote } from "./FailureNote";
import { FocusedLine } from "./FocusedLine";
import type { Hold } from "./hold";
import { isRunning, type Job } from "./jobs";
import { Progress } from "./Progress";
import { SheetHandle } from "./SheetHandle";
import type { Stop } from "./sheet";
import { Versions } from "./Versions";
import { versionsOf } from "./versions";
import style from "./Workbench.module.css";

interface WorkbenchProps {
  readonly job: Job;
  /** How many pictures are read before this one. */
  readonly before: number;
  /** Why all pictures wait, if they do. */
  readonly hold: Hold | undefined;
  readonly onResume: () => void;
  readonly onCancel: () => void;
  readonly onAgain: (how: { readonly fullSize?: boolean; readonly region?: Rect }) => void;
  /** Shows another of its readings. */
  readonly onVersion: (id: string) => void;
  readonly onTurn: (turn: Turn) => void;
  /** Deletes it on the server, under the id of what is shown of it. */
  readonly onDelete: (id: string) => void;
  readonly onAnother: () => void;
  readonly checking: Omit<Checking, "picture">;
}

/** One picture beside its text, or beside what is being done to get it. */
export function Workbench({ job, before, hold, onResume, checking, ...act }: WorkbenchProps) {
  const { onCancel, onAgain, onVersion, onTurn, onDelete, onAnother } = act;
  const { picture, phase, region } = job;
  const reading = phase.at === "done" ? phase.reading : undefined;
  const edited = useEdited(reading);
  const readings = useMemo(() => versionsOf(job).map((version) => version.reading), [job]);
  useCarried(readings, reading);

  const size = picture.size ?? reading;
  const upright = useMemo(() => uprightTurn(reading?.lines ?? []), [reading]);
  const stage = useStage(size ?? SHEET, job.turn ?? upright);
  const viewing = useViewing();
  const [stop, setStop] = useState<Stop>("half");
  const fields: Fields = useRef(new Map());
  const whole = useRef<HTMLTextAreaElement>(null);
  const linked = useLinkedLines(reading?.id, {
    reveal: (id) => {
      if (stop === "picture") setStop("half");
      const box = edited?.lines.find((line) => line.id === id)?.box;
      if (box) stage.reveal(bounds(box));
    },
    scrollTo: (id, edit) => {
      if (edit && stop === "picture") flushSync(() => setStop("half"));
      const span = spansOf(edited?.lines ?? []).get(id);
      if (whole.current && edit && span) {
        whole.current.focus({ preventScroll: true });
        whole.current.setSelectionRange(span.start, span.end);
      }
      const field = fields.current.get(id);
      if (edit) field?.focus({ preventScroll: true });
      field?.scrollIntoView({ block: "nearest" });
    },
  });

  useEffect(fetchMenu, []);

  // Whatever was scrolled to before, a picture is looked at from its top.
  useEffect(() => {
    window.scrollTo(0, 0); // returns a promise in some browsers, which is nothing to clean up
  }, []);

  // What a document is, is known late; nothing is to jump then.
  const alone = phase.at === "failed" && size === undefined && !job.page;
  const again = () => onAgain(region ? { region } : {});
  return (
    <div className={style.workbench} data-alone={alone || undefined} data-stop={stop}>
      <h1 className={style.title}>{picture.name}</h1>
      {!alone && (
        <PicturePane
          job={job}
          size={size}
          stage={stage}
          shown={edited && { edited, linked }}
          order={viewing.view === "order"}
          onAgain={onAgain}
          onTurn={onTurn}
        />
      )}
      <div className={style.text} id="text" tabIndex={-1}>
        {!alone && <SheetHandle stop={stop} onStop={setStop} />}
        {!checking.on && !isRunning(job) && <Versions job={job} onShow={onVersion} />}
        {edited && !checking.on && (
          <FocusedLine picture={picture} lines={edited.lines} line={linked.active} />
        )}
        {reading && edited ? (
          <TextPanel
            name={picture.name}
            reading={reading}
            edited={edited}
            linked={linked}
            fields={fields}
            whole={whole}
            viewing={viewing}
            onDelete={() => onDelete(reading.id)}
            checking={{ ...checking, picture }}
          />
        ) : phase.at === "failed" || phase.at === "held" ? (
          <FailureNote
            name={picture.name}
            failure={phase.failure}
            until={phase.at === "held" ? hold?.until : undefined}
            fullSize={job.fullSize}
            onRetry={phase.at === "held" ? onResume : again}
            onReduce={() => onAgain({ fullSize: false, ...(region && { region }) })}
            onAnother={onAnother}
          />
        ) : phase.at === "cancelled" ? (
          <Cancelled onAgain={again} onAnother={onAnother} />
        ) : (
          <Progress phase={phase} before={before} onCancel={onCancel} />
        )}
      </div>
    </div>
  );
}
