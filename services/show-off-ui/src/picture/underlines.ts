import type { TextLine } from "../lines/document";
import { wordAround } from "../lines/doubts";
import type { Point } from "./geometry";

/** An SVG path below each doubted word of a line; below all of it where no letters are known. */
export function underlines(line: TextLine): string {
  const { text, doubts = [] } = line;
  const words =
    doubts.length > 0
      ? doubts.map((doubt) => wordAround(text, doubt))
      : [[0, text.length] as const];
  const paths = words.map(([from, to]) => {
    const [start, end] = [along(line, from, "bottom"), along(line, to, "bottom")];
    return start && end ? `M${start.join(" ")}L${end.join(" ")}` : "";
  });
  return [...new Set(paths)].join("");
}

/** Where, about, a character of a line begins, at its upper or lower edge. */
export function along(
  { text, box = [] }: TextLine,
  character: number,
  edge: "top" | "bottom",
): Point | undefined {
  const [topLeft, topRight, bottomRight, bottomLeft] = box;
  const [left, right] = edge === "top" ? [topLeft, topRight] : [bottomLeft, bottomRight];
  if (!left || !right || text === "") return undefined;
  const share = character / text.length;
  return [left[0] + (right[0] - left[0]) * share, left[1] + (right[1] - left[1]) * share];
}
