import {
  Eye,
  EyeOff,
  Maximize,
  RotateCw,
  ScanText,
  SquarePen,
  ZoomIn,
  ZoomOut,
} from "lucide-react";
import type { ReactNode } from "react";
import { percent } from "../i18n/format";
import { useMessages } from "../i18n/Messages";
import { Button, IconButton } from "../ui/Button";
import style from "./PictureBar.module.css";
import type { Stage } from "./useStage";

interface PictureBarProps {
  readonly stage: Stage;
  /** Undefined where no part can be chosen. */
  readonly onChoose: (() => void) | undefined;
  /** Undefined where no line can be drawn. */
  readonly onDraw: (() => void) | undefined;
  readonly onTurn: (() => void) | undefined;
  readonly marks: { readonly chosen: boolean; readonly choose: (shown: boolean) => void };
  /** Whether there are marks on the picture yet. */
  readonly marked: boolean;
  readonly children?: ReactNode;
}

const STEP = 1.5;

/** What can be done with the picture above it. */
export function PictureBar({ stage, marks, marked, onChoose, onDraw, ...props }: PictureBarProps) {
  const { picture: words, language } = useMessages();
  const { onTurn, children } = props;
  return (
    <div className={style.bar}>
      <Button
        look="quiet"
        icon={<ScanText aria-hidden />}
        isDisabled={!onChoose}
        {...(onChoose && { onPress: onChoose })}
      >
        {words.tools.part.name}
      </Button>
      <IconButton
        name={words.tools.line.name}
        isDisabled={!onDraw}
        {...(onDraw && { onPress: onDraw })}
      >
        <SquarePen aria-hidden />
      </IconButton>
      {children}
      <div className={style.zoom}>
        <IconButton name={words.turn} isDisabled={!onTurn} {...(onTurn && { onPress: onTurn })}>
          <RotateCw aria-hidden />
        </IconButton>
        <IconButton
          name={marks.chosen ? words.hideMarks : words.showMarks}
          isDisabled={!marked}
          onPress={() => marks.choose(!marks.chosen)}
        >
          {marks.chosen ? <Eye aria-hidden /> : <EyeOff aria-hidden />}
        </IconButton>
        <span className={style.steps}>
          <IconButton
            name={words.zoomOut}
            isDisabled={stage.whole}
            onPress={() => stage.zoom(1 / STEP)}
          >
            <ZoomOut aria-hidden />
          </IconButton>
          <span className={style.scale}>{percent(stage.view.scale, language)}</span>
          <IconButton name={words.zoomIn} onPress={() => stage.zoom(STEP)}>
            <ZoomIn aria-hidden />
          </IconButton>
        </span>
        <IconButton name={words.fit} isDisabled={stage.whole} onPress={stage.fit}>
          <Maximize aria-hidden />
        </IconButton>
      </div>
    </div>
  );
}
