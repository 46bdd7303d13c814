import type { TextLine } from "../lines/document";
import style from "./Facsimile.module.css";
import type { Size } from "./geometry";
import { LineText } from "./LineText";

interface FacsimileProps {
  readonly size: Size;
  readonly lines: readonly TextLine[];
}

/** Stands in for a picture that the browser cannot show: its text, each line where it stands. */
export function Facsimile({ size, lines }: FacsimileProps) {
  return (
    <svg className={style.page} viewBox={`0 0 ${size.width} ${size.height}`} aria-hidden="true">
      {lines.map((line) => (
        <LineText key={line.id} line={line} />
      ))}
    </svg>
  );
}
