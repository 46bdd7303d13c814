import { recall, remember } from "../ui/storage";
import { Mine } from "./Mine";

const KEY = "mine";

/** The pictures that were read in this browser. */
export const mine = new Mine({
  load: () => recall(KEY),
  store: (value) => remember(KEY, value),
});
