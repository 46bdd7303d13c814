import type { TextLine } from "../lines/document";
import { wordAround } from "../lines/doubts";
import type { Point } from "./geometry";

/** An SVG path below each doubted word of a line; below all of it where no letters are known. */
export function underlines({ text, box, doubts = [] }: TextLine): string {
  const [, , right, left] = box ?? [];
  if (!left || !right || text === "") return "";
  const words =
    doubts.length > 0
      ? doubts.map((doubt) => wordAround(text, doubt))
      : [[0, text.length] as const];
  const along = (character: number): Point => {
    const share = character / text.length;
    return [left[0] + (right[0] - left[0]) * share, left[1] + (right[1] - left[1]) * share];
  };
  const paths = words.map(([start, end]) => `M${along(start).join(" ")}L${along(end).join(" ")}`);
  return [...new Set(paths)].join("");
}
