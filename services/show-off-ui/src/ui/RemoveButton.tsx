import { X } from "lucide-react";
import { Button as AriaButton } from "react-aria-components";
import style from "./RemoveButton.module.css";

interface RemoveButtonProps {
  readonly name: string;
  readonly onRemove: () => void;
}

/** The cross at the end of what can be taken off a strip. */
export function RemoveButton({ name, onRemove }: RemoveButtonProps) {
  return (
    <AriaButton className={style.remove ?? ""} aria-label={name} onPress={onRemove}>
      <X aria-hidden />
    </AriaButton>
  );
}
