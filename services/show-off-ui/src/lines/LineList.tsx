import type { KeyboardEvent, RefObject } from "react";
import { flushSync } from "react-dom";
import { useMessages } from "../i18n/Messages";
import { type Cell, cellsOf } from "./columns";
import { isDoubtful } from "./confidence";
import { rowsOf, type TextLine } from "./document";
import { LineField } from "./LineField";
import style from "./LineList.module.css";
import { useOutbox } from "./outbox";
import { restructuring } from "./restructured";
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
  const rows = rowsOf(edited.lines);
  const cells = cellsOf(rows);
  // All of them are one stop for Tab; arrows and Enter go from one to the next.
  const stop = edited.lines.find((line) => line.id === linked.active) ?? edited.lines[0];

  const focus = (line: string | undefined) => {
    const field = fields.current.get(line ?? "");
    field?.focus();
    return field !== undefined;
  };
  const restructure = (line: TextLine, event: KeyboardEvent<HTMLTextAreaElement>) => {
    const { selectionStart: at, selectionEnd } = event.currentTarget;
    if (at !== selectionEnd) return false;
    const { id, text } = line;
    const done = restructuring(event, { id, text, at }, edited.lines);
    if (!done) return false;
    flushSync(() => edited.change(done.next)); // the field to go to must be there
    const place = done.goTo(edited.linesNow());
    focus(place);
    fields.current.get(place ?? "")?.setSelectionRange(done.at, done.at);
    return true;
  };
  const field = ({ line, share, atEnd }: Cell, _: number, { length }: readonly Cell[]) => {
    const place = edited.lines.indexOf(line);
    return (
      <LineField
        key={line.id}
        ref={(element) => {
          if (element) fields.current.set(line.id, element);
          return () => void fields.current.delete(line.id);
        }}
        share={share}
        beside={length}
        atEnd={atEnd}
        number={place + 1}
        text={line.text}
        confidence={line.confidence}
        doubts={line.doubts ?? []}
        doubtful={isDoubtful(line, edited.checked)}
        unread={line.unread === true}
        typing={edited.typing === line.id}
        saving={outbox.stateOfLine(id, line.id)}
        isStop={line.id === stop?.id}
        active={linked.active === line.id}
        hovered={linked.hovered === line.id}
        onHover={(over) => linked.hover(over ? line.id : undefined)}
        onFocus={() => linked.activate(line.id, "list")}
        onCheck={() => edited.check(line.id)}
        onType={(text) => edited.type(line.id, text)}
        onLeave={edited.leave}
        onGiveUp={edited.giveUp}
        onEnter={() => focus(edited.lines[place + 1]?.id)}
        onStep={(step) => void focus(edited.lines[place + step]?.id)}
        onRestructure={(event) => restructure(line, event)}
        onUndo={edited.undo}
        onRedo={edited.redo}
      />
    );
  };
  return (
    <ol className={style.list} aria-label={words.label}>
      {rows.map(({ lines, startsParagraph }, place) => (
        <li key={lines[0]?.id} className={style.row} data-paragraph={startsParagraph || undefined}>
          {cells[place]?.map(field)}
        </li>
      ))}
    </ol>
  );
}
