import { useMessages } from "../i18n/Messages";
import type { TextLine } from "../lines/document";
import { linksIn } from "../lines/links";
import style from "./Links.module.css";
import { along } from "./underlines";

/** What can be followed in the lines: addresses and telephone numbers, each where it stands. */
export function Links({ lines }: { readonly lines: readonly TextLine[] }) {
  const { picture } = useMessages();
  return (
    <g>
      {lines.flatMap((line) =>
        linksIn(line.text).map(({ at, length, href }) => {
          const [start, end] = [at, at + length];
          const corners = [
            along(line, start, "top"),
            along(line, end, "top"),
            along(line, end, "bottom"),
            along(line, start, "bottom"),
          ];
          const [, , right, left] = corners;
          if (corners.some((corner) => !corner)) return null;
          return (
            <a
              key={`${line.id} ${at}`}
              href={href}
              target="_blank"
              rel="noreferrer"
              aria-label={picture.follow(line.text.slice(start, end))}
              className={style.link}
              onPointerDown={(event) => event.stopPropagation()}
            >
              <polygon points={corners.map((corner) => corner?.join(",")).join(" ")} />
              <path d={`M${left?.join(" ")}L${right?.join(" ")}`} />
            </a>
          );
        }),
      )}
    </g>
  );
}
