/** How far the text is drawn up over the picture where they lie one above the other. */
export type Stop = "picture" | "half" | "text";

const STOPS: readonly Stop[] = ["picture", "half", "text"];

/** Movement, in CSS pixels, from which on a press is a drag to the next stop. */
const SLACK = 24;

/** The stop that follows upwards (1) or downwards (-1), if there is one. */
export function stopBeside(stop: Stop, step: 1 | -1): Stop {
  return STOPS[STOPS.indexOf(stop) + step] ?? stop;
}

/** Where a sheet comes to rest that was let go `dy` pixels below where it was taken hold of. */
export function stopAfter(stop: Stop, dy: number, room: number): Stop {
  if (Math.abs(dy) < SLACK) return stop;
  const step = dy < 0 ? 1 : -1;
  const beside = stopBeside(stop, step);
  return Math.abs(dy) > room / 2 ? stopBeside(beside, step) : beside;
}

/** A press alone: more of the text, from the top the picture again. */
export function stopPressed(stop: Stop): Stop {
  return stop === "text" ? "half" : stopBeside(stop, 1);
}
