import { type KeyboardEvent, useEffect, useEffectEvent, useRef, useState } from "react";
import { useMessages } from "../i18n/Messages";
import type { Picture } from "../intake/picture";
import { Crop } from "../picture/Crop";
import { Button } from "../ui/Button";
import { Alternatives } from "./Alternatives";
import style from "./CheckPanel.module.css";
import { widthOf } from "./columns";
import { commandOf } from "./commands";
import type { TextLine } from "./document";
import { chosenBy, type Doubt, doubtAt, taken } from "./doubts";

interface CheckLineProps {
  readonly line: TextLine;
  readonly number: number;
  readonly picture: Picture;
  /** Whether what stands here has been typed since the line came. */
  readonly typing: boolean;
  readonly mayGoBack: boolean;
  /** The line is to be seen on the picture, too. */
  readonly onShow: () => void;
  readonly onType: (text: string) => void;
  readonly onRight: () => void;
  readonly onBack: () => void;
  readonly onRemove: () => void;
  readonly onGiveUp: () => void;
  readonly onUndo: () => void;
  readonly onRedo: () => void;
  readonly onLeave: () => void;
}

/** A line to check: its picture, what was read in it, and what else that may say. */
export function CheckLine(props: CheckLineProps) {
  const { line, number, picture, typing, mayGoBack } = props;
  const { check: words, lines: lineWords } = useMessages();
  const field = useRef<HTMLInputElement>(null);
  const [cursor, setCursor] = useState(0);
  const [shownWidth, setShownWidth] = useState(0);
  const { text, doubts = [], box } = line;
  const doubt = doubtAt(doubts, cursor);

  const select = (at: Doubt | undefined, end: number) => {
    field.current?.setSelectionRange(at?.at ?? end, at ? at.at + at.length : end);
    setCursor(at?.at ?? end);
  };
  const arrive = useEffectEvent(() => {
    props.onShow();
    if (!matchMedia("(pointer: coarse)").matches) field.current?.focus();
    select(doubts[0], text.length);
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: with each line anew
  useEffect(() => arrive(), [line.id]);

  const take = (of: Doubt, alternative: string) => {
    props.onType(taken(text, of, alternative));
    const [next] = doubts.filter(({ at }) => at > of.at);
    const shift = alternative.length - of.length;
    const end = of.at + alternative.length;
    // Once the field has its new text.
    requestAnimationFrame(() => select(next && { ...next, at: next.at + shift }, end));
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    const { selectionStart, selectionEnd } = event.currentTarget;
    const selected =
      doubt?.at === selectionStart && selectionEnd === doubt.at + doubt.length ? doubt : undefined;
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
    const choice = plain && selected ? chosenBy(event.key, selected) : undefined;
    const command = commandOf(event);
    if (selected && choice !== undefined) take(selected, choice);
    else if (event.key === "Enter" && event.shiftKey) props.onBack();
    else if (event.key === "Enter") props.onRight();
    else if (event.key === "Escape" && typing) props.onGiveUp();
    else if (event.key === "Escape") props.onLeave();
    else if (event.key.toLowerCase() === "d" && (event.ctrlKey || event.metaKey)) props.onRemove();
    else if (command === "undo" && !typing) props.onUndo();
    else if (command === "redo" && !typing) props.onRedo();
    else return;
    event.preventDefault();
  };
  const share = doubt ? (doubt.at + doubt.length / 2) / Math.max(1, text.length) : 0;
  return (
    <div className={style.line}>
      {box && <Crop picture={picture} box={box} share={share} onShown={setShownWidth} />}
      <input
        ref={field}
        className={style.field}
        style={{ fontSize: `clamp(1rem, ${shownWidth / widthOf(text || " ")}px, 2.25rem)` }}
        value={text}
        spellCheck={false}
        autoComplete="off"
        enterKeyHint="next"
        aria-label={lineWords.edit(number)}
        {...(line.unread && { placeholder: lineWords.unread })}
        aria-describedby="check-keys"
        onChange={({ target }) => {
          setCursor(target.selectionStart ?? 0);
          props.onType(target.value);
        }}
        onSelect={({ currentTarget }) => setCursor(currentTarget.selectionStart ?? 0)}
        onKeyDown={onKeyDown}
      />
      <Alternatives text={text} doubt={doubt} onTake={(choice) => doubt && take(doubt, choice)} />
      <div className={style.actions}>
        <Button look="primary" onPress={props.onRight}>
          {words.right}
        </Button>
        <Button isDisabled={!mayGoBack} onPress={props.onBack}>
          {words.back}
        </Button>
        <Button look="quiet" onPress={props.onRemove}>
          {words.remove}
        </Button>
      </div>
      <p id="check-keys" className={style.keys}>
        {words.keys}
      </p>
    </div>
  );
}
