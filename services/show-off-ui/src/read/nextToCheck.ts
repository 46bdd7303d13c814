import type { NextPicture } from "../lines/CheckDone";
import { toCheck } from "../lines/theDesk";
import type { Jobs } from "./jobs";

/** The next picture at hand, behind the one that is shown or from the start, with lines to check. */
export function nextToCheck(
  { list, shown }: Jobs,
  show: (key: string) => void,
): NextPicture | undefined {
  const place = list.findIndex(({ key }) => key === shown);
  const others = [...list.slice(place + 1), ...list.slice(0, Math.max(0, place))];
  for (const { key, picture, phase } of others) {
    const count = phase.at === "done" ? toCheck(phase.reading) : 0;
    if (count > 0) return { name: picture.name, toCheck: count, show: () => show(key) };
  }
  return undefined;
}
