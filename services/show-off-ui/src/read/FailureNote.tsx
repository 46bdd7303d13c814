import { CloudOff, Hourglass, ImageOff, KeyRound, TriangleAlert } from "lucide-react";
import type { Failure, FailureKind } from "../api/failure";
import { bytes } from "../i18n/format";
import { useMessages } from "../i18n/Messages";
import { Button } from "../ui/Button";
import { TraceLink } from "../ui/TraceLink";
import style from "./FailureNote.module.css";
import { RETRIED } from "./jobs";
import { useCountdown } from "./useCountdown";

interface FailureNoteProps {
  /** The picture's. */
  readonly name: string;
  readonly failure: Failure;
  /** When it is tried again by itself, as `Date.now()` has it. */
  readonly until: number | undefined;
  /** Whether the picture was to be sent in full size, so that less can be tried. */
  readonly fullSize: boolean;
  readonly onRetry: () => void;
  readonly onReduce: () => void;
  readonly onAnother: () => void;
}

/** What went wrong, and what to do about it. */
export function FailureNote({ name, failure, until, fullSize, ...act }: FailureNoteProps) {
  const { onRetry, onReduce, onAnother } = act;
  const { failure: words, language } = useMessages();
  const secondsLeft = useCountdown(until);
  const mayReduce = fullSize && (failure.kind === "tooLarge" || failure.kind === "late");
  const actions = [
    mayReduce && { words: words.reduced, act: onReduce },
    RETRIED.has(failure.kind) && {
      words: secondsLeft === undefined ? words.retry : words.retryNow,
      act: onRetry,
    },
    { words: words.another, act: onAnother },
  ].filter((action) => action !== false);

  return (
    <section className={style.note} role="alert" data-calm={CALM.has(failure.kind) || undefined}>
      <FailureIcon kind={failure.kind} />
      <p className={style.name}>{name}</p>
      <h2>{words.title[failure.kind]}</h2>
      <p>{words.advice[failure.kind]}</p>
      {failure.most !== undefined && <p>{words.atMost(bytes(failure.most, language))}</p>}
      {secondsLeft !== undefined && <p className={style.countdown}>{words.retryIn(secondsLeft)}</p>}
      <div className={style.actions}>
        {actions.map(({ words: label, act }, place) => (
          <Button key={label} look={place === 0 ? "primary" : "plain"} onPress={act}>
            {label}
          </Button>
        ))}
      </div>
      {failure.detail && (
        <p className={style.detail}>
          {words.said}: “<span lang="en">{failure.detail}</span>”
        </p>
      )}
      {failure.traceId && <TraceLink traceId={failure.traceId} />}
    </section>
  );
}

/** Nothing is wrong: it only has to wait, or to be asked. */
const CALM: ReadonlySet<FailureKind> = new Set(["keyNeeded", "offline", "unreachable", "full"]);

function FailureIcon({ kind }: { readonly kind: FailureKind }) {
  if (kind === "offline" || kind === "unreachable") return <CloudOff aria-hidden />;
  if (kind === "full" || kind === "late") return <Hourglass aria-hidden />;
  if (kind === "keyNeeded") return <KeyRound aria-hidden />;
  return kind === "broken" ? <TriangleAlert aria-hidden /> : <ImageOff aria-hidden />;
}
