import type { Job } from "../read/jobs";
import { isKeptPicture } from "../read/reading";
import { recall, remember } from "../ui/storage";
import { Mine } from "./Mine";

const KEY = "mine";

/** The pictures that were read in this browser. */
export const mine = new Mine({
  load: () => recall(KEY),
  store: (value) => remember(KEY, value),
});

/** A picture was just read here; it is mine if the server keeps it. */
export function noteRead({ picture, phase, region, versions = [] }: Job): void {
  if (phase.at !== "done" || !isKeptPicture(phase.reading)) return;
  const { id, text } = phase.reading;
  const others = versions.map(({ reading }) => reading.id);
  if (region) mine.addPart(id, others);
  else mine.add(id, picture.name, text, others);
}
