import { consent } from "../gold/theConsent";
import { mine } from "../history/myPictures";
import type { Reading } from "../read/reading";
import { onRemembered, recall, remember, remembered } from "../ui/storage";
import { isDoubtful } from "./confidence";
import { Desk } from "./Desk";
import type { Kept } from "./laid";
import { outbox } from "./outbox";
import { spare } from "./spare";

const KEY = "text.";
/** Of pictures; the server has their texts too, without ticks and boxes drawn here. */
const AT_MOST = 60;

/** The one desk of this page. */
export const desk = new Desk({
  load,
  store(id, kept) {
    remember(KEY + id, JSON.stringify(kept));
    clearOld();
  },
  send(id, text, lines, layout, whole = false) {
    const given = consent.given();
    outbox.put(id, text, lines, layout, given && whole ? "whole" : given);
    mine.correct(id, text);
  },
});

/** Goes on with what other tabs change, and lets nothing go that is not on its way. */
export function startDesk(): void {
  onRemembered(KEY, (id) => desk.adopt(id));
  addEventListener("pagehide", () => desk.leaveAll());
  addEventListener("beforeunload", (event) => {
    desk.leaveAll();
    if (!outbox.empty) event.preventDefault(); // the browser asks whether to leave all the same
  });
}

/** How many lines of a reading are to check as it stands. */
export function toCheck(reading: Reading): number {
  const { now, checked } = desk.of(reading);
  return now.filter((line) => isDoubtful(line, checked)).length;
}

/** Nothing is left of a picture that was deleted. */
export function forgetText(id: string): void {
  remember(KEY + id, null);
}

function load(id: string): Kept | undefined {
  try {
    const kept = JSON.parse(recall(KEY + id) ?? "") as Kept;
    return Array.isArray(kept.lines) && Array.isArray(kept.checked) ? kept : undefined;
  } catch {
    return undefined;
  }
}

function clearOld(): void {
  const kept = new Map(remembered(KEY).map((id) => [id, load(id)]));
  for (const id of spare(kept, AT_MOST, Date.now())) remember(KEY + id, null);
}
