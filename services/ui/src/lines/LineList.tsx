import type { RefObject } from "react";
import { useMessages } from "../i18n/Messages";
import type { Reading } from "../read/reading";
import { LineField } from "./LineField";
import style from "./LineList.module.css";
import { useOutbox } from "./outbox";
import type { EditedReading } from "./useEdits";
import type { LinkedLines } from "./useLinkedLines";
import { paragraphStarts } from "./weave";

/** The fields of the lines, for whoever puts the cursor into one. */
export type Fields = RefObject<(HTMLTextAreaElement | null)[]>;

interface LineListProps {
  readonly reading: Reading;
  readonly edited: EditedReading;
  readonly linked: LinkedLines;
  readonly fields: Fields;
}

/** The lines in reading order, each with its place in the picture. */
export function LineList({ reading, edited, linked, fields }: LineListProps) {
  const { lines: words } = useMessages();
  const outbox = useOutbox();
  const { text, lines } = edited.now;
  const starts = paragraphStarts(text, lines);
  return (
    <ol className={style.list} aria-label={words.label}>
      {reading.lines.map(({ confidence }, index) => (
        <LineField
          // biome-ignore lint/suspicious/noArrayIndexKey: lines are never reordered
          key={index}
          ref={(field) => {
            fields.current[index] = field;
          }}
          number={index + 1}
          text={lines[index] ?? ""}
          confidence={confidence}
          checked={edited.checked.has(index)}
          saving={outbox.stateOfLine(reading.id, index)}
          startsParagraph={starts[index] ?? false}
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
      ))}
    </ol>
  );
}
