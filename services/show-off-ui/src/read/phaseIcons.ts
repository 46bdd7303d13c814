import { Check, CircleAlert, CircleSlash, Clock, LoaderCircle } from "lucide-react";
import type { Phase } from "./jobs";

/** How far a picture is, for the eye. */
export const PHASE_ICONS: Readonly<Record<Phase["at"], typeof Check>> = {
  waiting: Clock,
  coming: Clock,
  preparing: LoaderCircle,
  sending: LoaderCircle,
  reading: LoaderCircle,
  done: Check,
  failed: CircleAlert,
  held: Clock,
  cancelled: CircleSlash,
};
