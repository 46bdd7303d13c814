import { useSyncExternalStore } from "react";
import { sendCorrection } from "../api/client";
import { correctPage, isPage } from "../api/jobs";
import { recall, remember, remembered } from "../ui/storage";
import { CorrectionOutbox } from "./CorrectionOutbox";

const KEY = "correction.";

/** The one outbox of this page. */
export const outbox = new CorrectionOutbox(
  (correction) =>
    isPage(correction.id)
      ? correctPage(correction.id, correction.layout ?? [])
      : sendCorrection(correction),
  {
    ids: () => remembered(KEY),
    load: (id) => recall(KEY + id),
    store: (id, value) => remember(KEY + id, value),
  },
);

/** Sends what an earlier visit left, and whatever waits when the network is back. */
export function startOutbox(): void {
  void outbox.flush();
  addEventListener("online", () => void outbox.flush());
}

/** The outbox, followed: a component that asks is drawn anew when a state changes. */
export function useOutbox(): CorrectionOutbox {
  useSyncExternalStore(outbox.subscribe, outbox.snapshot);
  return outbox;
}
