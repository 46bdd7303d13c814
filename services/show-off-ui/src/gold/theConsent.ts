import { recall, remember } from "../ui/storage";
import { Consent } from "./Consent";

const KEY = "keep-lines";

/** The one consent of this browser. */
export const consent = new Consent({
  load: () => recall(KEY),
  store: (value) => remember(KEY, value),
});
