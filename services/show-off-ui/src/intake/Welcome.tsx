import { Camera, ImagePlus } from "lucide-react";
import { Checkbox } from "react-aria-components";
import { bytes } from "../i18n/format";
import { useMessages } from "../i18n/Messages";
import { Button } from "../ui/Button";
import { Tick } from "../ui/Tick";
import { kindNames, useLimits } from "./limits";
import { DEFAULT_HEIGHT } from "./resize";
import { Samples } from "./Samples";
import type { Sample } from "./samples";
import style from "./Welcome.module.css";

interface WelcomeProps {
  readonly fullSize: boolean;
  readonly onFullSize: (fullSize: boolean) => void;
  readonly onChoose: () => void;
  readonly onCamera: () => void;
  /** For how many days the server keeps pictures, once it has said so. */
  readonly keptDays: number | undefined;
  readonly onTry: (sample: Sample) => void;
}

/** Room is kept for the sentence by it until the server says how many there are. */
const USUAL_DAYS = 7;

/** The page before there is a picture: a sheet that asks for one. */
export function Welcome({ fullSize, keptDays, ...act }: WelcomeProps) {
  const { onFullSize, onChoose, onCamera, onTry } = act;
  const { intake: words, language } = useMessages();
  const taken = useLimits();
  // A finger drops nothing, and holds a camera.
  const touch = matchMedia("(pointer: coarse)").matches;
  const look = (first: boolean) => (first ? "primary" : "plain");
  const choose = (
    <Button key="choose" look={look(!touch)} icon={<ImagePlus aria-hidden />} onPress={onChoose}>
      {words.choose}
    </Button>
  );
  const camera = (
    <Button key="camera" look={look(touch)} icon={<Camera aria-hidden />} onPress={onCamera}>
      {words.camera}
    </Button>
  );
  return (
    <section className={style.sheet}>
      <span className={style.corners} aria-hidden="true" />
      <h1>
        {touch ? words.titleOnTouch : words.title} <mark>{words.titleMarked}</mark>
      </h1>
      <p className={style.subtitle}>{words.subtitle}</p>
      <div className={style.actions}>{touch ? [camera, choose] : [choose, camera]}</div>
      <p className={style.paste}>
        {words.paste} <kbd>{isMac() ? "⌘ V" : words.pasteKeys}</kbd>
      </p>
      <Samples onTry={onTry} />
      <Checkbox className={style.fullSize ?? ""} isSelected={fullSize} onChange={onFullSize}>
        <Tick />
        <span>
          {words.fullSize}
          <small>{words.fullSizeHint(DEFAULT_HEIGHT)}</small>
        </span>
      </Checkbox>
      <p className={style.limits}>
        {words.limits({
          kinds: kindNames(taken),
          most: bytes(taken.pictureBytes, language),
          mostOfPdf: taken.pdfBytes === undefined ? undefined : bytes(taken.pdfBytes, language),
          letters: taken.scripts.map((script) => words.scripts[script]).join(", "),
        })}{" "}
        <span data-known={keptDays !== undefined || undefined}>
          {words.kept(keptDays ?? USUAL_DAYS)}
        </span>
      </p>
    </section>
  );
}

function isMac(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.userAgent);
}
