import { CircleHelp } from "lucide-react";
import { type KeyboardEvent, type Ref, useState } from "react";
import { percent } from "../i18n/format";
import { useMessages } from "../i18n/Messages";
import type { SaveState } from "./CorrectionOutbox";
import { isDoubtful } from "./confidence";
import style from "./LineField.module.css";
import { SaveNote } from "./SaveNote";

interface LineFieldProps {
  readonly ref: Ref<HTMLTextAreaElement>;
  readonly number: number;
  readonly text: string;
  readonly confidence: number;
  readonly checked: boolean;
  readonly saving: SaveState | undefined;
  readonly active: boolean;
  readonly hovered: boolean;
  readonly onHover: (over: boolean) => void;
  readonly onFocus: () => void;
  /** The line was left with Enter: it is right as it stands. */
  readonly onCheck: () => void;
  readonly onCommit: (text: string) => void;
  /** Puts the cursor into the next or previous line; false where there is none. */
  readonly onStep: (step: 1 | -1) => boolean;
  readonly onUndo: () => void;
}

/** A line of text. It is always a field: to correct it is to type in it. */
export function LineField(props: LineFieldProps) {
  const { lines: words, language } = useMessages();
  const { number, text, confidence, checked, active, onCommit, onStep, onUndo } = props;
  const [draft, setDraft] = useState<string>();
  const shown = draft ?? text;
  const doubtful = isDoubtful(confidence) && !checked;
  const sure = percent(confidence, language);

  const commit = () => {
    if (draft !== undefined) onCommit(draft.replaceAll(/\s*\n\s*/g, " ").trim());
    setDraft(undefined);
  };
  const enter = () => {
    if (draft === undefined) props.onCheck();
    // Leaving commits; from the last line there is nowhere to leave to.
    if (!onStep(1)) commit();
  };

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    const { key, ctrlKey, metaKey, altKey, nativeEvent } = event;
    if (nativeEvent.isComposing) return;
    if (key === "Enter") enter();
    else if (key === "ArrowDown" && atEnd(event.currentTarget)) onStep(1);
    else if (key === "ArrowUp" && atStart(event.currentTarget)) onStep(-1);
    else if (key === "Escape" && draft !== undefined) setDraft(undefined);
    // Within what is being typed, the browser's own undo is the one that is meant.
    else if (key === "z" && (ctrlKey || metaKey) && !altKey && draft === undefined) onUndo();
    else return;
    event.preventDefault();
  };

  return (
    <label
      className={style.line}
      data-active={active || undefined}
      data-hovered={props.hovered || undefined}
      data-doubtful={doubtful || undefined}
      onPointerEnter={() => props.onHover(true)}
      onPointerLeave={() => props.onHover(false)}
    >
      {/* The copy behind the field makes it as high as its text; the field itself cannot. */}
      <span className={style.field} data-text={shown}>
        <textarea
          ref={props.ref}
          rows={1}
          value={shown}
          spellCheck={false}
          aria-label={words.edit(number)}
          aria-describedby={`sure-${number}`}
          onFocus={props.onFocus}
          onChange={(event) => setDraft(event.target.value)}
          onBlur={commit}
          onKeyDown={onKeyDown}
        />
      </span>
      <span className={style.margin}>
        <span id={`sure-${number}`} className={style.sure}>
          {doubtful && <CircleHelp aria-label={words.check} />}
          {words.sure(sure)}
        </span>
        <SaveNote state={props.saving} />
      </span>
    </label>
  );
}

function atStart({ selectionStart, selectionEnd, value }: HTMLTextAreaElement): boolean {
  return selectionStart === selectionEnd && !value.slice(0, selectionStart).includes("\n");
}

function atEnd({ selectionStart, selectionEnd, value }: HTMLTextAreaElement): boolean {
  return selectionStart === selectionEnd && !value.slice(selectionEnd).includes("\n");
}
