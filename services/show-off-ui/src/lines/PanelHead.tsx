import { CircleHelp } from "lucide-react";
import { useMessages } from "../i18n/Messages";
import { Button } from "../ui/Button";
import { isDoubtful } from "./confidence";
import style from "./TextPanel.module.css";
import type { EditedReading } from "./useEdited";
import type { LinkedLines } from "./useLinkedLines";

interface PanelHeadProps {
  readonly edited: EditedReading;
  readonly linked: LinkedLines;
  readonly onCheck: (line: string) => void;
}

/** How many lines there are, and the way to those that should be checked. */
export function PanelHead({ edited, linked, onCheck }: PanelHeadProps) {
  const { lines: words } = useMessages();
  const { lines, checked } = edited;
  const doubtful = lines.filter((line) => isDoubtful(line, checked));
  const active = lines.findIndex(({ id }) => id === linked.active);
  const next = doubtful.find((line) => lines.indexOf(line) > active) ?? doubtful[0];
  return (
    <div className={style.title}>
      <h2>{words.count(lines.length)}</h2>
      {next !== undefined && (
        <Button
          look="doubt"
          icon={<CircleHelp aria-hidden />}
          aria-label={`${words.toCheck(doubtful.length)}. ${words.nextToCheck}`}
          onPress={() => onCheck(next.id)}
        >
          {words.toCheck(doubtful.length)}
        </Button>
      )}
    </div>
  );
}
