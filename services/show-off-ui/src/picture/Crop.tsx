import { useEffect } from "react";
import type { Picture } from "../intake/picture";
import { useSize } from "../ui/useSize";
import style from "./Crop.module.css";
import type { Point } from "./geometry";
import { levelled } from "./levelled";

interface CropProps {
  readonly picture: Picture;
  /** The line's corners, clockwise from the top left of its text. */
  readonly box: readonly Point[];
  /** Which place along the line, 0 to 1, is looked at. */
  readonly share: number;
  /** Told how wide the line is shown. */
  readonly onShown: (width: number) => void;
}

const HEIGHT = 56;

/** A line as it stands in the picture, cut out and turned level. */
export function Crop({ picture, box, share, onShown }: CropProps) {
  const [place, { width }] = useSize<HTMLDivElement>();
  const cut = levelled(box, { width: Math.max(1, width), height: HEIGHT }, share);
  useEffect(() => onShown(cut.lineWidth), [cut.lineWidth, onShown]);
  return (
    <div ref={place} className={style.place}>
      {picture.size && (
        <div className={style.cut} style={cut.size}>
          <img
            src={picture.url}
            alt=""
            draggable={false}
            {...picture.size}
            style={{ transform: `matrix(${cut.matrix.join(", ")})` }}
          />
        </div>
      )}
    </div>
  );
}
