import type { TextLine } from "../lines/document";
import type { LinkedLines } from "../lines/useLinkedLines";
import style from "./Marks.module.css";

interface MarksProps {
  readonly lines: readonly TextLine[];
  readonly linked: LinkedLines;
}

/** The highlighter: every line is marked lightly, the one that is looked at fully. */
export function Marks({ lines, linked }: MarksProps) {
  const shape = (id: string | undefined) => outline(lines.find((line) => line.id === id));
  return (
    <>
      <path className={style.mark} d={lines.map(outline).join("")} />
      <path className={style.strong} d={shape(linked.hovered) + shape(linked.active)} />
    </>
  );
}

function outline(line: TextLine | undefined): string {
  return line?.box ? `M${line.box.map((point) => point.join(" ")).join("L")}Z` : "";
}
