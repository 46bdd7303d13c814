import { recall, remember } from "../ui/storage";
import { FailureError, failureOf } from "./failure";
import { KeyKeeper } from "./KeyKeeper";

const KEY = "key";

/** The one key of this page; it outlives reloads, and is forgotten with the tab. */
export const keeper = new KeyKeeper({
  async knock(key) {
    const answer = await fetch("/api/images?limit=1", { headers: keyHeaders(key) });
    if (!answer.ok) throw new FailureError(failureOf(answer.status, "", null));
  },
  load: () => recall(KEY, "visit"),
  store: (key) => remember(KEY, key, "visit"),
});

/** The headers of each request: the key, and that the page asks for it in its own words. */
export function keyHeaders(key: string | undefined): Record<string, string> {
  return {
    // By custom: a program asks, so the browser is to show no dialog of its own.
    "X-Requested-With": "XMLHttpRequest",
    ...(key && { Authorization: `Bearer ${key}` }),
  };
}
