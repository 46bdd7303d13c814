import { CircleHelp } from "lucide-react";
import { useMessages } from "../i18n/Messages";
import { Button } from "../ui/Button";
import { isDoubtful } from "./confidence";
import style from "./TextPanel.module.css";
import type { EditedReading } from "./useEdited";

interface PanelHeadProps {
  readonly edited: EditedReading;
  readonly onCheck: () => void;
}

/** How many lines there are, and the way to check those that should be. */
export function PanelHead({ edited, onCheck }: PanelHeadProps) {
  const { lines: words } = useMessages();
  const { lines, checked } = edited;
  const toCheck = lines.filter((line) => isDoubtful(line, checked)).length;
  return (
    <div className={style.title}>
      <h2>{words.count(lines.length)}</h2>
      {toCheck > 0 && (
        <Button
          look="doubt"
          icon={<CircleHelp aria-hidden />}
          aria-label={`${words.toCheck(toCheck)}. ${words.oneByOne}`}
          onPress={onCheck}
        >
          {words.toCheck(toCheck)}
        </Button>
      )}
    </div>
  );
}
