import { FileSearch } from "lucide-react";
import type { Ref } from "react";
import { AllRight } from "../gold/AllRight";
import { KeepLines } from "../gold/KeepLines";
import { useMessages } from "../i18n/Messages";
import type { Picture } from "../intake/picture";
import type { Reading } from "../read/reading";
import { Choice } from "../ui/Choice";
import { TraceLink } from "../ui/TraceLink";
import type { NextPicture } from "./CheckDone";
import { CheckPanel } from "./CheckPanel";
import { KeysHelp } from "./KeysHelp";
import { type Fields, LineList } from "./LineList";
import { OrderList } from "./OrderList";
import { PanelHead } from "./PanelHead";
import { SaveProblem } from "./SaveProblem";
import { TextActions } from "./TextActions";
import { TextField } from "./TextField";
import style from "./TextPanel.module.css";
import type { EditedReading } from "./useEdited";
import type { LinkedLines } from "./useLinkedLines";
import type { Viewing } from "./useViewing";

interface TextPanelProps {
  readonly name: string;
  readonly reading: Reading;
  readonly edited: EditedReading;
  readonly linked: LinkedLines;
  readonly fields: Fields;
  /** The field of the whole text, while that is shown. */
  readonly whole: Ref<HTMLTextAreaElement>;
  readonly viewing: Viewing;
  /** Deletes the picture on the server. */
  readonly onDelete: () => void;
  readonly checking: Checking;
}

/** Whether lines are checked one by one, over all pictures at hand. */
export interface Checking {
  readonly on: boolean;
  readonly picture: Picture;
  readonly next: NextPicture | undefined;
  readonly turn: (on: boolean) => void;
}

/** What a picture says: to read, to correct, to take along. */
export function TextPanel({
  name,
  reading,
  edited,
  linked,
  fields,
  whole,
  ...props
}: TextPanelProps) {
  const { lines: words } = useMessages();
  const { checking, onDelete } = props;
  if (reading.lines.length === 0 && edited.lines.length === 0)
    return <NoText reduced={isSmaller(reading)} />;

  const { view, choose } = props.viewing;
  const views = [
    { value: "lines", label: words.asLines },
    { value: "text", label: words.asText },
    { value: "order", label: words.asOrder },
  ] as const;
  if (checking.on) {
    const { picture, next } = checking;
    const leave = () => checking.turn(false);
    return (
      <CheckPanel
        {...{ picture, edited, linked, next }}
        onLeave={leave}
        atEnd={<AllRight reading={reading} edited={edited} />}
      >
        <KeepLines reading={reading} />
      </CheckPanel>
    );
  }
  return (
    <section className={style.panel} aria-label={words.label}>
      <header className={style.head}>
        <PanelHead edited={edited} onCheck={() => checking.turn(true)} />
        <Choice name={words.views} value={view} options={views} onChange={choose} />
        <TextActions name={name} reading={reading} edited={edited} onDelete={onDelete} />
      </header>
      <div className={style.body}>
        {view === "lines" && (
          <LineList id={reading.id} edited={edited} linked={linked} fields={fields} />
        )}
        {view === "text" && <TextField edited={edited} linked={linked} field={whole} />}
        {view === "order" && <OrderList edited={edited} linked={linked} />}
        <KeepLines reading={reading} />
        <AllRight reading={reading} edited={edited} />
      </div>
      <SaveProblem id={reading.id} />
      <footer className={style.foot}>
        <p>{words.hints[view]}</p>
        <KeysHelp />
        {reading.traceId && <TraceLink traceId={reading.traceId} />}
      </footer>
    </section>
  );
}

/** Whether less was sent than there is to be seen. */
function isSmaller({ placement }: Reading): boolean {
  return placement !== undefined && placement.sent.height < placement.region.height;
}

function NoText({ reduced }: { readonly reduced: boolean }) {
  const { lines: words } = useMessages();
  return (
    <section className={style.none}>
      <FileSearch aria-hidden />
      <h2>{words.none}</h2>
      <p>{reduced ? words.noneHintReduced : words.noneHint}</p>
    </section>
  );
}
