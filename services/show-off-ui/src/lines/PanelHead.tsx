import { CircleHelp } from "lucide-react";
import { useMessages } from "../i18n/Messages";
import type { Reading } from "../read/reading";
import { Button } from "../ui/Button";
import { isDoubtful } from "./confidence";
import type { Fields } from "./LineList";
import style from "./TextPanel.module.css";
import type { EditedReading } from "./useEdits";
import type { LinkedLines } from "./useLinkedLines";

interface PanelHeadProps {
  readonly reading: Reading;
  readonly edited: EditedReading;
  readonly linked: LinkedLines;
  readonly fields: Fields;
}

/** How many lines there are, and the way to those that should be checked. */
export function PanelHead({ reading, edited, linked, fields }: PanelHeadProps) {
  const { lines: words } = useMessages();
  const doubtful = [...reading.lines.entries()]
    .filter(([index, { confidence }]) => isDoubtful(confidence) && !edited.checked.has(index))
    .map(([index]) => index);
  const next = doubtful.find((index) => index > (linked.active ?? -1)) ?? doubtful[0];
  return (
    <div className={style.title}>
      <h2>{words.count(reading.lines.length)}</h2>
      {next !== undefined && (
        <Button
          look="doubt"
          icon={<CircleHelp aria-hidden />}
          aria-label={`${words.toCheck(doubtful.length)}. ${words.nextToCheck}`}
          onPress={() => fields.current[next]?.focus()}
        >
          {words.toCheck(doubtful.length)}
        </Button>
      )}
    </div>
  );
}
