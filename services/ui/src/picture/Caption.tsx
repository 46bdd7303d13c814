import { useMessages } from "../i18n/Messages";
import { sentSize } from "../intake/resize";
import type { Job } from "../read/jobs";
import { Button } from "../ui/Button";
import style from "./Caption.module.css";
import type { Rect } from "./geometry";

interface CaptionProps {
  readonly job: Job;
  readonly onAgain: (how: { readonly fullSize?: boolean; readonly region?: Rect }) => void;
}

/** In what size and which part of the picture was read, with one click to the other choice. */
export function Caption({ job, onAgain }: CaptionProps) {
  const { picture: words } = useMessages();
  const { picture, region, fullSize } = job;
  const part = region ?? picture.size;
  const sent = part && sentSize(part, false);
  const reducible = part && sent && sent.height < part.height;
  if (!region && !reducible) return null;
  return (
    <div className={style.caption}>
      <p>
        {picture.name}
        {reducible && !fullSize && `: ${words.reduced(part.height, sent.height)}`}
        {reducible && fullSize && `: ${words.fullDone}`}
      </p>
      {reducible && !fullSize && (
        <Button look="quiet" onPress={() => onAgain({ fullSize: true, ...(region && { region }) })}>
          {words.full}
        </Button>
      )}
      {region && (
        <Button look="quiet" onPress={() => onAgain({})}>
          {words.whole}
        </Button>
      )}
    </div>
  );
}
