import { useState } from "react";
import { useMessages } from "../i18n/Messages";
import type { EditedReading } from "../lines/useEdited";
import type { LinkedLines } from "../lines/useLinkedLines";
import { isRunning, type Job } from "../read/jobs";
import { useFreeKey } from "../ui/freeKeys";
import { Boxes } from "./Boxes";
import { Facsimile } from "./Facsimile";
import { type Rect, SHEET, type Size } from "./geometry";
import { Links } from "./Links";
import { Marks } from "./Marks";
import { OrderMarks } from "./OrderMarks";
import { Picture } from "./Picture";
import { PictureBar } from "./PictureBar";
import style from "./PicturePane.module.css";
import { RegionBar } from "./RegionBar";
import { RegionTool, type Tool } from "./RegionTool";
import { SizeNote } from "./SizeNote";
import { snapped } from "./snapped";
import { straightRect, type Turn, turnedBy, turnedRect, turnedSize } from "./turn";
import { useDrawnLine } from "./useDrawnLine";
import { useMarks } from "./useMarks";
import type { Stage } from "./useStage";

interface PicturePaneProps {
  readonly job: Job;
  readonly size: Size | undefined;
  readonly stage: Stage;
  /** What was read, to be drawn on it. */
  readonly shown: { readonly edited: EditedReading; readonly linked: LinkedLines } | undefined;
  /** Whether the order of the lines is to be seen. */
  readonly order: boolean;
  readonly onAgain: (how: { readonly fullSize?: boolean; readonly region?: Rect }) => void;
  readonly onTurn: (turn: Turn) => void;
}

/** The picture with what was read in it, and the tools to look closer or to choose a part. */
export function PicturePane({ job, size, stage, shown, order, ...act }: PicturePaneProps) {
  const { picture: words } = useMessages();
  const { onAgain, onTurn } = act;
  const [tool, setTool] = useState<Tool>();
  const marks = useMarks();
  const [region, setRegion] = useState<Rect>();
  const { picture } = job;
  const running = isRunning(job);
  const drawn = picture.size !== undefined && (!job.page || picture.file !== undefined);
  const mayChoose = drawn && !running && !AHEAD.has(job.phase.at);

  const choosePart = () => {
    stage.fit();
    setTool("part");
  };
  const drawLine = shown && mayChoose ? () => setTool("line") : undefined;
  useFreeKey("b", drawLine);
  const { turn } = stage;
  const turnOn = tool ? undefined : () => onTurn(turnedBy(turn, 90));
  useFreeKey("r", turnOn);
  const leave = () => {
    setTool(undefined);
    setRegion(undefined);
  };
  const drawing = useDrawnLine(picture, shown);
  const read = () => {
    leave();
    if (region && tool === "part" && picture.size) {
      onAgain({ region: snapped(region, shown?.edited.lines ?? [], picture.size) });
    }
    if (region && tool === "line") drawing.read(region);
  };
  const image = picture.size ? (
    <img src={picture.url} alt={picture.name} draggable={false} />
  ) : (
    shown && size && <Facsimile size={size} lines={shown.edited.lines} />
  );
  return (
    <section className={style.pane}>
      <div className={style.stage}>
        <Picture
          stage={stage}
          bare={!marks.shown}
          hand={marks.held}
          size={size ?? SHEET}
          image={
            <>
              {image}
              {running && <div className={style.sweep} />}
            </>
          }
          marks={shown && <Marks lines={shown.edited.lines} linked={shown.linked} />}
          overlay={
            <>
              {drawing.busy && <rect className={style.drawn} {...drawing.busy} />}
              {job.region && <path className={style.outside} d={outside(job.region, size)} />}
              {shown && (
                <Boxes
                  lines={shown.edited.lines}
                  checked={shown.edited.checked}
                  linked={shown.linked}
                />
              )}
              {shown && order && <OrderMarks lines={shown.edited.lines} stage={stage} />}
              {shown && <Links lines={shown.edited.lines} />}
            </>
          }
        />
        {!picture.size && shown && <p className={style.note}>{words.notShown}</p>}
        {tool && picture.size && (
          <RegionTool
            tool={tool}
            region={region && turnedRect(region, picture.size, turn)}
            picture={turnedSize(picture.size, turn)}
            stage={stage}
            onChange={(seen) => picture.size && setRegion(straightRect(seen, picture.size, turn))}
            onLeave={leave}
            onRead={read}
          />
        )}
      </div>
      {tool && <RegionBar tool={tool} onRead={region && read} onLeave={leave} />}
      {!tool && (
        <PictureBar
          stage={stage}
          marks={marks}
          marked={shown !== undefined}
          onChoose={mayChoose ? choosePart : undefined}
          onDraw={drawLine}
          onTurn={turnOn}
        >
          {shown && <SizeNote job={job} onAgain={onAgain} />}
        </PictureBar>
      )}
    </section>
  );
}

/** Nothing is done with it yet that another wish could follow. */
const AHEAD: ReadonlySet<string> = new Set(["waiting", "coming"]);

/** All of the picture save the region: two rectangles, one of them a hole. */
function outside({ x, y, width, height }: Rect, size: Size | undefined): string {
  const whole = size ? `M0 0H${size.width}V${size.height}H0Z` : "";
  return `${whole}M${x} ${y}V${y + height}H${x + width}V${y}Z`;
}
