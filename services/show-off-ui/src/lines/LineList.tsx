import type { RefObject } from "react";
import { useMessages } from "../i18n/Messages";
import { isDoubtful } from "./confidence";
import { rowsOf, type TextLine } from "./document";
import { LineField } from "./LineField";
import style from "./LineList.module.css";
import { useOutbox } from "./outbox";
import type { EditedReading } from "./useEdited";
import type { LinkedLines } from "./useLinkedLines";

/** The fields of the lines by their ids, for whoever puts the cursor into one. */
export type Fields = RefObject<Map<string, HTMLTextAreaElement>>;

interface LineListProps {
  /** The reading's. */
  readonly id: string;
  readonly edited: EditedReading;
  readonly linked: LinkedLines;
  readonly fields: Fields;
}

/** The lines in reading order; those that stand side by side in the picture do so here. */
export function LineList({ id, edited, linked, fields }: LineListProps) {
  const { lines: words } = useMessages();
  const outbox = useOutbox();

  const field = (line: TextLine) => {
    const place = edited.lines.indexOf(line);
    return (
      <LineField
        key={line.id}
        ref={(element) => {
          if (element) fields.current.set(line.id, element);
          return () => void fields.current.delete(line.id);
        }}
        number={place + 1}
        text={line.text}
        confidence={line.confidence}
        doubtful={isDoubtful(line, edited.checked)}
        typing={edited.typing === line.id}
        saving={outbox.stateOfLine(id, line.id)}
        active={linked.active === line.id}
        hovered={linked.hovered === line.id}
        onHover={(over) => linked.hover(over ? line.id : undefined)}
        onFocus={() => linked.activate(line.id, "list")}
        onCheck={() => edited.check(line.id)}
        onType={(text) => edited.type(line.id, text)}
        onLeave={edited.leave}
        onGiveUp={edited.giveUp}
        onStep={(step) => {
          const next = fields.current.get(edited.lines[place + step]?.id ?? "");
          next?.focus();
          return next !== undefined;
        }}
        onUndo={edited.undo}
        onRedo={edited.redo}
      />
    );
  };
  return (
    <ol className={style.list} aria-label={words.label}>
      {rowsOf(edited.lines).map((row) => (
        <li
          key={row.lines[0]?.id}
          className={style.row}
          data-paragraph={row.startsParagraph || undefined}
        >
          {row.lines.map(field)}
        </li>
      ))}
    </ol>
  );
}
