import type { ReactNode } from "react";
import { useMessages } from "../i18n/Messages";
import type { Size } from "./geometry";
import style from "./Picture.module.css";
import { usePointers } from "./usePointers";
import { moveByKey, type Stage, useWheel } from "./useStage";

interface PictureProps {
  readonly stage: Stage;
  readonly size: Size;
  /** Whether only the image itself is to be seen. */
  readonly bare: boolean;
  /** Whether the hand moves it wherever it takes hold. */
  readonly hand: boolean;
  /** What is to be seen, in pixels of the picture: an image, or what stands in for it. */
  readonly image: ReactNode;
  /** SVG in pixels of the picture, laid over it as a highlighter is. */
  readonly marks?: ReactNode;
  /** SVG in pixels of the picture, above all. */
  readonly overlay?: ReactNode;
}

/** Below this, an outline is as thick as the letters in it. */
const SMALL = 0.75;

/** A picture that can be zoomed and moved by mouse, touch and keyboard. */
export function Picture({ stage, size, bare, hand, image, marks, overlay }: PictureProps) {
  const { picture } = useMessages();
  const pointers = usePointers(stage);
  useWheel(stage);
  const place = { transform: stage.transform };
  return (
    <section
      {...pointers}
      ref={stage.ref}
      className={style.stage}
      data-whole={stage.whole || undefined}
      data-bare={bare || undefined}
      data-hand={hand || undefined}
      data-small={stage.view.scale < SMALL || undefined}
      data-gliding={stage.gliding || undefined}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: keys zoom and move it
      tabIndex={0}
      aria-label={picture.label}
      onDoubleClick={(event) => {
        const { left, top } = event.currentTarget.getBoundingClientRect();
        stage.zoom(2, [event.clientX - left, event.clientY - top]);
      }}
      onKeyDown={(event) => {
        if (event.target === event.currentTarget && moveByKey(event.key, stage)) {
          event.preventDefault();
        }
      }}
    >
      <div className={style.picture} style={{ ...place, width: size.width, height: size.height }}>
        {image}
      </div>
      <svg className={`${style.overlay} ${style.marks}`} aria-hidden="true">
        <g style={place}>{marks}</g>
      </svg>
      <svg className={style.overlay} aria-label={picture.lines}>
        <g style={place}>{overlay}</g>
      </svg>
    </section>
  );
}
