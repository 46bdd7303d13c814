import { useMessages } from "../i18n/Messages";
import { isReduced, sentSize } from "../intake/resize";
import { toCheck } from "../lines/theDesk";
import type { Job } from "../read/jobs";
import { sameRegion, versionsOf } from "../read/versions";
import { Button } from "../ui/Button";
import type { Rect } from "./geometry";
import style from "./SizeNote.module.css";

interface SizeNoteProps {
  readonly job: Job;
  readonly onAgain: (how: { readonly fullSize?: boolean; readonly region?: Rect }) => void;
}

/** In what size and which part of the picture was read, with one click to the other choice. */
export function SizeNote({ job, onAgain }: SizeNoteProps) {
  const { picture: words } = useMessages();
  const { picture, region, fullSize, phase } = job;
  const part = region ?? picture.size;
  // Of doubtful lines more may be read where more is seen, unless the server says otherwise.
  const doubtful =
    phase.at === "done" && toCheck(phase.reading) > 0 && phase.reading.largerHelps !== false;
  const reducible = part !== undefined && isReduced(part);
  // What was read already is one of the tabs beside it.
  const versions = versionsOf(job);
  const wholeRead = versions.some((one) => !one.region);
  const fullRead = versions.some((one) => one.fullSize && sameRegion(one.region, region));
  return (
    <>
      {region && !wholeRead && (
        <Button look="quiet" onPress={() => onAgain({})}>
          {words.whole}
        </Button>
      )}
      {reducible && !fullSize && !fullRead && (
        <Button
          look={doubtful ? "doubt" : "quiet"}
          onPress={() => onAgain({ fullSize: true, ...(region && { region }) })}
        >
          {doubtful ? words.fullHelps : words.full}
        </Button>
      )}
      {phase.at === "done" && phase.reading.pages !== undefined && (
        <p className={style.note}>{words.firstPage(phase.reading.pages)}</p>
      )}
      {reducible && (
        <p className={style.note}>
          {fullSize ? words.fullDone : words.reduced(part.height, sentSize(part, false).height)}
        </p>
      )}
    </>
  );
}
