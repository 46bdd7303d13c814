import { Trash2 } from "lucide-react";
import { type ReactNode, useRef, useState } from "react";
import { Button, IconButton } from "./Button";
import style from "./DeletableItem.module.css";

interface DeletableItemProps {
  /** Of the button that asks; undefined while there is to be none. */
  readonly name: string | undefined;
  readonly words: {
    readonly confirmQuestion: string;
    readonly confirm: string;
    readonly keep: string;
    readonly notDeleted: string;
  };
  /** @throws FailureError */
  readonly onDelete: () => Promise<void>;
  readonly children: ReactNode;
}

/** An item of a list that can be deleted, after a second thought. */
export function DeletableItem({ name, words, onDelete, children }: DeletableItemProps) {
  const item = useRef<HTMLLIElement>(null);
  const [step, setStep] = useState<"new" | "asking" | "failed" | "kept">("new");
  const confirm = () => {
    const beside = item.current?.nextElementSibling ?? item.current?.previousElementSibling;
    const next = [...(beside?.querySelectorAll("button") ?? [])].at(-1);
    // Keys go on from where they were.
    onDelete().then(
      () => next?.focus(),
      () => setStep("failed"),
    );
  };
  if (step === "asking" || step === "failed") {
    return (
      <li ref={item} className={style.item} data-asking>
        <p role="alert">{step === "failed" ? words.notDeleted : words.confirmQuestion}</p>
        <Button autoFocus onPress={() => setStep("kept")}>
          {words.keep}
        </Button>
        <Button look="alarm" onPress={confirm}>
          {words.confirm}
        </Button>
      </li>
    );
  }
  return (
    <li className={style.item}>
      {children}
      {name !== undefined && (
        <IconButton name={name} autoFocus={step === "kept"} onPress={() => setStep("asking")}>
          <Trash2 aria-hidden />
        </IconButton>
      )}
    </li>
  );
}
