import { Maximize, ScanText, ZoomIn, ZoomOut } from "lucide-react";
import type { PressEvent } from "react-aria-components";
import { percent } from "../i18n/format";
import { useMessages } from "../i18n/Messages";
import { IconButton } from "../ui/Button";
import style from "./PictureTools.module.css";
import type { Stage } from "./useStage";

interface PictureToolsProps {
  readonly stage: Stage;
  readonly choosing: boolean;
  /** Undefined where no part can be chosen. */
  readonly onChoose?: (event: PressEvent) => void;
}

const STEP = 1.5;

/** What can be done with the picture that is shown. */
export function PictureTools({ stage, choosing, onChoose }: PictureToolsProps) {
  const { picture: words, language } = useMessages();
  return (
    <div className={style.tools}>
      <IconButton name={words.zoomOut} isDisabled={stage.whole} onPress={() => stage.zoom(1 / STEP)}>
        <ZoomOut aria-hidden />
      </IconButton>
      <span className={style.scale}>{percent(stage.view.scale, language)}</span>
      <IconButton name={words.zoomIn} onPress={() => stage.zoom(STEP)}>
        <ZoomIn aria-hidden />
      </IconButton>
      <IconButton name={words.fit} isDisabled={stage.whole} onPress={stage.fit}>
        <Maximize aria-hidden />
      </IconButton>
      {onChoose && (
        <IconButton name={words.region} pressed={choosing} onPress={onChoose}>
          <ScanText aria-hidden />
        </IconButton>
      )}
    </div>
  );
}
