import type { LinkedLines } from "../lines/useLinkedLines";
import type { Line } from "../read/reading";
import style from "./Marks.module.css";

interface MarksProps {
  readonly lines: readonly Line[];
  readonly linked: LinkedLines;
}

/** The highlighter: every line is marked lightly, the one that is looked at fully. */
export function Marks({ lines, linked }: MarksProps) {
  const shape = (index: number | undefined) => outline(lines[index ?? -1]);
  return (
    <>
      <path className={style.mark} d={lines.map(outline).join("")} />
      <path className={style.strong} d={shape(linked.hovered) + shape(linked.active)} />
    </>
  );
}

function outline(line: Line | undefined): string {
  return line ? `M${line.points.map((point) => point.join(" ")).join("L")}Z` : "";
}
