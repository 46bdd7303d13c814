import { type Ref, useState } from "react";
import { useMessages } from "../i18n/Messages";
import { commandOf } from "./commands";
import { spansOf } from "./document";
import style from "./TextField.module.css";
import type { EditedReading } from "./useEdited";
import type { LinkedLines } from "./useLinkedLines";

interface TextFieldProps {
  readonly edited: EditedReading;
  readonly linked: LinkedLines;
  /** For whoever puts the cursor into it. */
  readonly field: Ref<HTMLTextAreaElement>;
}

/** The whole text in one field, with its paragraphs. */
export function TextField({ edited, linked, field }: TextFieldProps) {
  const { lines: words } = useMessages();
  const [draft, setDraft] = useState<string>();
  // As it is typed: the lines that are made of it know no white space at the end.
  const shown = draft ?? edited.text;
  return (
    <div className={style.field} data-text={shown}>
      <textarea
        ref={field}
        onSelect={({ currentTarget: { selectionStart: at } }) => {
          const spans = [...spansOf(edited.lines)];
          const line = spans.find(([, { start, end }]) => start <= at && at <= end)?.[0];
          if (line && line !== linked.active) linked.activate(line, "list");
        }}
        aria-label={words.wholeText}
        value={shown}
        spellCheck={false}
        onChange={(event) => {
          setDraft(event.target.value);
          edited.typeWhole(event.target.value);
        }}
        onBlur={() => {
          setDraft(undefined);
          edited.leave();
        }}
        onKeyDown={(event) => {
          if (event.key === "Escape") {
            setDraft(undefined);
            edited.giveUp();
          }
          // Within what is being typed, the browser's own undo is the one that is meant.
          const command = draft === undefined && commandOf(event);
          if (!command) return;
          event.preventDefault();
          edited[command]();
        }}
      />
    </div>
  );
}
