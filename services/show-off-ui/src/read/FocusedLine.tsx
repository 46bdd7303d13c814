import type { Picture } from "../intake/picture";
import type { Document } from "../lines/document";
import { Crop } from "../picture/Crop";
import style from "./FocusedLine.module.css";

interface FocusedLineProps {
  readonly picture: Picture;
  readonly lines: Document;
  /** The one that is looked at. */
  readonly line: string | undefined;
}

/** The line that is typed in, cut out of the picture: where a keyboard leaves room for no more. */
export function FocusedLine({ picture, lines, line }: FocusedLineProps) {
  const box = lines.find(({ id }) => id === line)?.box;
  if (!box || !picture.size) return null;
  return (
    <div className={style.line}>
      <Crop picture={picture} box={box} share={0.5} onShown={nothing} />
    </div>
  );
}

const nothing = () => {};
