import { type ReactNode, useState } from "react";
import { useMessages } from "../i18n/Messages";
import type { Picture } from "../intake/picture";
import { Button } from "../ui/Button";
import { CheckDone, type NextPicture } from "./CheckDone";
import { CheckLine } from "./CheckLine";
import style from "./CheckPanel.module.css";
import { beginRound, lineOf, step } from "./round";
import { without } from "./structure";
import type { EditedReading } from "./useEdited";
import type { LinkedLines } from "./useLinkedLines";

interface CheckPanelProps {
  readonly picture: Picture;
  readonly edited: EditedReading;
  readonly linked: LinkedLines;
  /** The next picture with lines to check, if there is one. */
  readonly next: NextPicture | undefined;
  readonly onLeave: () => void;
  /** Below the line. */
  readonly children: ReactNode;
  /** Below what is offered once nothing is left to check. */
  readonly atEnd: ReactNode;
}

/** One doubtful line after the other, each beside its picture. */
export function CheckPanel({ picture, edited, linked, next, ...props }: CheckPanelProps) {
  const { check: words } = useMessages();
  const { onLeave, children, atEnd } = props;
  const [round, setRound] = useState(() => beginRound(edited.lines, edited.checked, linked.active));
  const line = edited.lines.find(({ id }) => id === lineOf(round));
  const go = (by: 1 | -1) => {
    edited.leave();
    setRound((now) => step(now, edited.linesNow(), by));
  };
  if (!line) {
    return (
      <CheckDone text={edited.text} next={next} onLeave={onLeave}>
        {children}
        {atEnd}
      </CheckDone>
    );
  }
  const { id } = line;
  return (
    <section className={style.panel} aria-label={words.label}>
      <header className={style.head}>
        <h2>{words.place(round.at + 1, round.ids.length)}</h2>
        <progress max={round.ids.length} value={round.at} aria-hidden="true" />
        <Button look="quiet" onPress={onLeave}>
          {words.leave}
        </Button>
      </header>
      <CheckLine
        line={line}
        number={edited.lines.indexOf(line) + 1}
        picture={picture}
        typing={edited.typing === id}
        mayGoBack={round.at > 0}
        onShow={() => linked.activate(id, "list")}
        onType={(text) => edited.type(id, text)}
        onRight={() => {
          edited.check(id);
          go(1);
        }}
        onBack={() => go(-1)}
        onRemove={() => {
          edited.change((now) => without(now, id));
          go(1);
        }}
        onGiveUp={edited.giveUp}
        onUndo={edited.undo}
        onRedo={edited.redo}
        onLeave={onLeave}
      />
      {children}
    </section>
  );
}
