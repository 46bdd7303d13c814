import { Check, CircleAlert, Clock, LoaderCircle } from "lucide-react";
import { useMessages } from "../i18n/Messages";
import type { SaveState } from "./CorrectionOutbox";
import style from "./SaveNote.module.css";

const ICONS = {
  saved: Check,
  saving: LoaderCircle,
  waiting: Clock,
  failed: CircleAlert,
  gone: CircleAlert,
};

/** Where a correction is on its way, by icon and word. */
export function SaveNote({ state }: { readonly state: SaveState | undefined }) {
  const { saving } = useMessages();
  if (!state) return null;
  const Icon = ICONS[state];
  return (
    <span className={style.note} data-state={state}>
      <Icon aria-hidden />
      {saving[state]}
    </span>
  );
}
