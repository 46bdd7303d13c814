import { useState } from "react";
import { useMessages } from "../i18n/Messages";
import style from "./TextField.module.css";

interface TextFieldProps {
  readonly text: string;
  readonly onCommit: (text: string) => void;
  readonly onUndo: () => void;
}

/** The whole text in one field, with its paragraphs. */
export function TextField({ text, onCommit, onUndo }: TextFieldProps) {
  const { lines: words } = useMessages();
  const [draft, setDraft] = useState<string>();
  const shown = draft ?? text;
  return (
    <div className={style.field} data-text={shown}>
      <textarea
        aria-label={words.wholeText}
        value={shown}
        spellCheck={false}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={() => {
          if (draft !== undefined) onCommit(draft);
          setDraft(undefined);
        }}
        onKeyDown={(event) => {
          if (event.key === "Escape") setDraft(undefined);
          if (event.key !== "z" || !(event.ctrlKey || event.metaKey) || draft !== undefined) return;
          event.preventDefault();
          onUndo();
        }}
      />
    </div>
  );
}
