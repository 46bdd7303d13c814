import { Check } from "lucide-react";
import style from "./Tick.module.css";

/** The box of a checkbox. */
export function Tick() {
  return (
    <span className={style.tick} aria-hidden="true">
      <Check strokeWidth={3} />
    </span>
  );
}
