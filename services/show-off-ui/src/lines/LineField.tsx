import { CircleHelp } from "lucide-react";
import type { ClipboardEvent, KeyboardEvent, Ref } from "react";
import { percent } from "../i18n/format";
import { useMessages } from "../i18n/Messages";
import type { SaveState } from "./CorrectionOutbox";
import { leastWidth } from "./columns";
import { commandOf } from "./commands";
import { type Doubt, pieces } from "./doubts";
import style from "./LineField.module.css";
import { SaveNote } from "./SaveNote";

interface LineFieldProps {
  readonly ref: Ref<HTMLTextAreaElement>;
  /** Of the row's width. */
  readonly share: number;
  /** How many lines the row has. */
  readonly beside: number;
  /** Whether it stands at the row's end. */
  readonly atEnd: boolean;
  readonly number: number;
  readonly text: string;
  readonly confidence: number;
  readonly doubts: readonly Doubt[];
  readonly doubtful: boolean;
  /** Whether it is in letters that are not read. */
  readonly unread: boolean;
  /** Whether what stands here has been typed since the cursor came. */
  readonly typing: boolean;
  readonly saving: SaveState | undefined;
  /** Whether Tab stops at it. */
  readonly isStop: boolean;
  readonly active: boolean;
  readonly hovered: boolean;
  readonly onHover: (over: boolean) => void;
  readonly onFocus: () => void;
  /** The line was left with Enter: it is right as it stands. */
  readonly onCheck: () => void;
  readonly onType: (text: string) => void;
  readonly onLeave: () => void;
  readonly onGiveUp: () => void;
  /** Goes on to the line that comes after this one; false where there is none. */
  readonly onEnter: () => boolean;
  /** Goes to the next or previous line, if there is one. */
  readonly onStep: (step: 1 | -1) => void;
  /** Parts, joins, adds, moves or removes lines, if the key does; returns whether it did. */
  readonly onRestructure: (event: KeyboardEvent<HTMLTextAreaElement>) => boolean;
  readonly onUndo: () => void;
  readonly onRedo: () => void;
}

/** A line of text. It is always a field: to correct it is to type in it. */
export function LineField(props: LineFieldProps) {
  const { lines: words, language } = useMessages();
  const { number, text, confidence, doubts, doubtful, typing, active, onStep } = props;
  const sure = percent(confidence, language);
  const all = { at: 0, length: text.length, alternatives: [] };
  const marked = !doubtful ? [] : doubts.length > 0 ? doubts : [all];

  const enter = () => {
    if (!typing) props.onCheck();
    // From the last line there is nowhere to go to.
    if (!props.onEnter()) props.onLeave();
  };

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing) return;
    const { key } = event;
    const command = commandOf(event);
    if (props.onRestructure(event)) return event.preventDefault();
    if (key === "Enter") enter();
    else if (key === "ArrowDown" && atEnd(event.currentTarget)) onStep(1);
    else if (key === "ArrowUp" && atStart(event.currentTarget)) onStep(-1);
    else if (key === "Escape" && typing) props.onGiveUp();
    // Within what is being typed, the browser's own undo is the one that is meant.
    else if (command === "undo" && !typing) props.onUndo();
    else if (command === "redo" && !typing) props.onRedo();
    else return;
    event.preventDefault();
  };

  return (
    <label
      className={style.line}
      style={{ flexGrow: props.share, minWidth: leastWidth(text, props.beside) }}
      data-at-end={props.atEnd || undefined}
      data-active={active || undefined}
      data-hovered={props.hovered || undefined}
      data-doubtful={doubtful || undefined}
      onPointerEnter={() => props.onHover(true)}
      onPointerLeave={() => props.onHover(false)}
    >
      {/* The copy behind the field makes it as high as its text, and has the marks of doubt; the
          field itself cannot. */}
      <span className={style.field}>
        <span className={style.copy} aria-hidden="true">
          {pieces(text, marked).map((piece) =>
            piece.doubted ? <u key={piece.at}>{piece.text}</u> : piece.text,
          )}{" "}
        </span>
        <textarea
          ref={props.ref}
          rows={1}
          value={text}
          tabIndex={props.isStop ? 0 : -1}
          spellCheck={false}
          aria-label={words.edit(number)}
          {...(props.unread && { placeholder: words.unread })}
          aria-describedby={`sure-${number}`}
          onFocus={props.onFocus}
          onChange={(event) => props.onType(event.target.value)}
          onBlur={props.onLeave}
          onCopy={copyWhole}
          onKeyDown={onKeyDown}
        />
      </span>
      <span className={style.margin}>
        <span id={`sure-${number}`} className={style.sure}>
          {doubtful && <CircleHelp aria-label={words.check} />}
          <span>{words.sure(sure)}</span>
        </span>
        <SaveNote state={props.saving} />
      </span>
    </label>
  );
}

/** Where nothing is selected, the whole line is copied. */
function copyWhole(event: ClipboardEvent<HTMLTextAreaElement>): void {
  const { selectionStart, selectionEnd, value } = event.currentTarget;
  if (selectionStart !== selectionEnd) return;
  event.clipboardData.setData("text/plain", value);
  event.preventDefault();
}

function atStart({ selectionStart, selectionEnd, value }: HTMLTextAreaElement): boolean {
  return selectionStart === selectionEnd && !value.slice(0, selectionStart).includes("\n");
}

function atEnd({ selectionStart, selectionEnd, value }: HTMLTextAreaElement): boolean {
  return selectionStart === selectionEnd && !value.slice(selectionEnd).includes("\n");
}
