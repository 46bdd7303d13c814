import { doubtsOfWords } from "../api/answer";
import { findInHistory, type HistoryDetail, openFile } from "../api/client";
import { measure, type Picture } from "../intake/picture";
import { rendition } from "../intake/rendition";
import type { Line, Reading } from "../read/reading";

/** An earlier picture with what was read in it. */
export interface Reopened {
  readonly picture: Picture;
  readonly reading: Reading;
}

/** @throws FailureError */
export async function reopen(id: string, nameOf: (created: Date) => string): Promise<Reopened> {
  const detail = await findInHistory(id);
  const name = nameOf(new Date(detail.created));
  const url = await openFile(id);
  const size = await measure(url);
  const picture = size ? { name, url, size } : { name, url, ...(await rendition(id, false)) };
  return { picture, reading: readingOf(detail) };
}

/** What was recognised, and beside it how it stands after all corrections. */
export function readingOf(detail: HistoryDetail): Reading {
  const lines = detail.lines.map(lineOf);
  const read = detail.lines.map(({ recognized }) => recognized).join("\n");
  const now = { text: detail.text, lines: detail.lines.map(({ text }) => text) };
  return {
    id: detail.id,
    text: detail.corrected ? read : detail.text,
    width: detail.width ?? extent(lines, 0),
    height: detail.height ?? extent(lines, 1),
    lines,
    ...(detail.corrected && { corrected: now }),
  };
}

type KeptLine = HistoryDetail["lines"][number];

function lineOf({ ord_num, recognized, confidence, points, box, words }: KeptLine): Line {
  const { start_x: left, start_y: top, width, height } = box;
  const [right, bottom] = [left + width, top + height];
  const corners = [
    [left, top],
    [right, top],
    [right, bottom],
    [left, bottom],
  ] as const;
  const exact = points?.map(([x = 0, y = 0]) => [x, y] as const);
  // Pictures read before confidences were kept have none: nothing says that they are doubtful.
  return {
    ord: ord_num,
    text: recognized,
    ...(recognized === "" && confidence !== null && { unread: true as const }),
    confidence: confidence ?? 1,
    points: exact ?? corners,
    // Letters are not kept.
    ...(words && doubtsOfWords(recognized, words)),
  };
}

/** How far the lines reach, where nothing else tells how large the picture is. */
function extent(lines: readonly Line[], axis: 0 | 1): number {
  return Math.max(1, ...lines.flatMap(({ points }) => points.map((point) => point[axis])));
}
