import { useEffect, useState } from "react";
import { ProgressBar } from "react-aria-components";
import type { Stage } from "../api/stages";
import type { Messages } from "../i18n/en";
import { bytes, percent } from "../i18n/format";
import { useMessages } from "../i18n/Messages";
import { Button } from "../ui/Button";
import type { Phase } from "./jobs";
import style from "./Progress.module.css";

interface ProgressProps {
  readonly phase: Phase;
  readonly before: number;
  readonly onCancel: () => void;
}

/** How far a picture has come. The bar is the share of bytes sent; what the server does has stages only. */
export function Progress({ phase, before, onCancel }: ProgressProps) {
  const messages = useMessages();
  const words = wordsFor(phase, before, messages);
  const share = phase.at === "sending" ? phase.sent / phase.total : undefined;
  return (
    <section className={style.progress} aria-label={messages.progress.label}>
      <ProgressBar
        aria-label={words}
        isIndeterminate={share === undefined}
        {...(share !== undefined && { value: share * 100 })}
      >
        <p className={style.words}>
          <span>{words}</span>
          {phase.at !== "waiting" && phase.at !== "coming" && <Elapsed />}
        </p>
        <div className={style.track} data-moving={share === undefined || undefined}>
          <div
            className={style.bar}
            style={{ width: share === undefined ? "100%" : percentage(share) }}
          />
        </div>
      </ProgressBar>
      {phase.at !== "coming" && <Button onPress={onCancel}>{messages.progress.cancel}</Button>}
      <Skeleton />
    </section>
  );
}

function percentage(share: number): string {
  return `${Math.round(share * 100)}%`;
}

function wordsFor(phase: Phase, before: number, { progress, language }: Messages): string {
  switch (phase.at) {
    case "sending":
      return progress.sending(
        percent(phase.sent / phase.total, language),
        bytes(phase.total, language),
      );
    case "reading":
      return wordsForStage(phase.stage, progress);
    case "preparing":
      return progress.preparing;
    case "coming":
      return progress.coming;
    default:
      return progress.waiting(before);
  }
}

function wordsForStage(stage: Stage | undefined, progress: Messages["progress"]): string {
  switch (stage?.stage) {
    case "waiting":
      return progress.serverBusy(stage.before ?? 0);
    case "detecting":
      return progress.detecting;
    case "recognising":
      return progress.recognising(stage.lines ?? 0);
    default:
      return progress.reading;
  }
}

/** The seconds since the picture's turn came; nothing within the first. */
function Elapsed() {
  const { progress } = useMessages();
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const start = performance.now();
    const tick = () => setSeconds(Math.floor((performance.now() - start) / 1000));
    const timer = setInterval(tick, 250);
    return () => clearInterval(timer);
  }, []);
  if (seconds === 0) return null;
  return (
    <span className={style.elapsed} role="timer">
      {progress.elapsed(seconds)}
    </span>
  );
}

/** Where the lines will be, so that nothing jumps when they come. */
function Skeleton() {
  const widths = ["62%", "88%", "74%", "91%", "55%", "80%"];
  return (
    <div className={style.skeleton} aria-hidden="true">
      {widths.map((width) => (
        <div key={width} style={{ width }} />
      ))}
    </div>
  );
}
