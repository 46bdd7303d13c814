import { useState } from "react";
import { useMessages } from "../i18n/Messages";
import type { EditedReading } from "../lines/useEdited";
import type { LinkedLines } from "../lines/useLinkedLines";
import { isRunning, type Job } from "../read/jobs";
import { Boxes } from "./Boxes";
import { Facsimile } from "./Facsimile";
import type { Rect, Size } from "./geometry";
import { Marks } from "./Marks";
import { Picture } from "./Picture";
import { PictureBar } from "./PictureBar";
import style from "./PicturePane.module.css";
import { RegionBar } from "./RegionBar";
import { RegionTool } from "./RegionTool";
import { SizeNote } from "./SizeNote";
import { useMarks } from "./useMarks";
import type { Stage } from "./useStage";

interface PicturePaneProps {
  readonly job: Job;
  readonly size: Size | undefined;
  readonly stage: Stage;
  /** What was read, to be drawn on it. */
  readonly shown: { readonly edited: EditedReading; readonly linked: LinkedLines } | undefined;
  readonly onAgain: (how: { readonly fullSize?: boolean; readonly region?: Rect }) => void;
}

/** The picture with what was read in it, and the tools to look closer or to choose a part. */
export function PicturePane({ job, size, stage, shown, onAgain }: PicturePaneProps) {
  const { picture: words } = useMessages();
  const [choosing, setChoosing] = useState(false);
  const marks = useMarks();
  const [region, setRegion] = useState<Rect>();
  const { picture } = job;
  const running = isRunning(job);
  const mayChoose = picture.size !== undefined && !running && job.phase.at !== "waiting";

  const enter = () => {
    stage.fit();
    setChoosing(true);
  };
  const leave = () => {
    setChoosing(false);
    setRegion(undefined);
  };
  const read = () => {
    leave();
    if (region) onAgain({ region });
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
          size={size ?? { width: 420, height: 594 }}
          image={
            <>
              {image}
              {running && <div className={style.sweep} />}
            </>
          }
          marks={shown && <Marks lines={shown.edited.lines} linked={shown.linked} />}
          overlay={
            <>
              {job.region && <path className={style.outside} d={outside(job.region, size)} />}
              {shown && (
                <Boxes
                  lines={shown.edited.lines}
                  checked={shown.edited.checked}
                  linked={shown.linked}
                />
              )}
            </>
          }
        />
        {choosing && picture.size && (
          <RegionTool
            region={region}
            picture={picture.size}
            view={stage.view}
            onChange={setRegion}
            onLeave={leave}
            onRead={read}
          />
        )}
      </div>
      {!picture.size && <p className={style.note}>{words.notShown}</p>}
      {choosing && <RegionBar onRead={region && read} onLeave={leave} />}
      {!choosing && picture.size && (
        <PictureBar
          stage={stage}
          marks={marks}
          marked={shown !== undefined}
          onChoose={mayChoose ? enter : undefined}
        >
          {shown && <SizeNote job={job} onAgain={onAgain} />}
        </PictureBar>
      )}
    </section>
  );
}

/** All of the picture save the region: two rectangles, one of them a hole. */
function outside({ x, y, width, height }: Rect, size: Size | undefined): string {
  const whole = size ? `M0 0H${size.width}V${size.height}H0Z` : "";
  return `${whole}M${x} ${y}V${y + height}H${x + width}V${y}Z`;
}
