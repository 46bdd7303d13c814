import type { RefObject } from "react";
import { useMessages } from "../i18n/Messages";
import type { Reading } from "../read/reading";
import { LineField } from "./LineField";
import style from "./LineList.module.css";
import { useOutbox } from "./outbox";
import type { EditedReading } from "./useEdits";
import type { LinkedLines } from "./useLinkedLines";
import { rowsOf } from "./weave";

/** The fields of the lines, for whoever puts the cursor into one. */
export type Fields = RefObject<(HTMLTextAreaElement | null)[]>;

interface LineListProps {
  readonly reading: Reading;
  readonly edited: EditedReading;
  readonly linked: LinkedLines;
  readonly fields: Fields;
}

/** The lines in reading order; those that stand side by side in the picture do so here. */
export function LineList({ reading, edited, linked, fields }: LineListProps) {
  const { lines: words } = useMessages();
  const outbox = useOutbox();
  const { text, lines } = edited.now;

  const field = (index: number) => (
    <LineField
      key={index}
      ref={(element) => {
        fields.current[index] = element;
      }}
      number={index + 1}
      text={lines[index] ?? ""}
      confidence={reading.lines[index]?.confidence ?? 1}
      checked={edited.checked.has(index)}
      saving={outbox.stateOfLine(reading.id, index)}
      active={linked.active === index}
      hovered={linked.hovered === index}
      onHover={(over) => linked.hover(over ? index : undefined)}
      onFocus={() => linked.activate(index, "list")}
      onCheck={() => edited.check(index)}
      onCommit={(line) => edited.setLine(index, line)}
      onStep={(step) => {
        const next = fields.current[index + step];
        next?.focus();
        return next !== undefined && next !== null;
      }}
      onUndo={edited.undo}
    />
  );
  return (
    <ol className={style.list} aria-label={words.label}>
      {rowsOf(text, lines).map((row) => (
        <li
          key={row.lines[0]}
          className={style.row}
          data-paragraph={row.startsParagraph || undefined}
        >
          {row.lines.map(field)}
        </li>
      ))}
    </ol>
  );
}
