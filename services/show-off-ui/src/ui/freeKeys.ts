import { useEffect, useEffectEvent } from "react";

const TYPED_IN = "textarea, input, [role=dialog], [role=menu], [role=application]";

/** Whether a key does nothing there by itself: a letter is not typed, Space presses nothing. */
export function isFree(target: EventTarget | null, key: "letter" | "space"): boolean {
  const taken = key === "space" ? `${TYPED_IN}, button, a` : TYPED_IN;
  return target instanceof Element && target.closest(taken) === null;
}

/** Does something on a letter that is pressed alone, wherever none is typed. */
export function useFreeKey(letter: string, act: (() => void) | undefined): void {
  const pressed = useEffectEvent((event: KeyboardEvent) => {
    const { key, ctrlKey, metaKey, altKey, target } = event;
    if (!act || ctrlKey || metaKey || altKey || key.toLowerCase() !== letter) return;
    if (!isFree(target, "letter")) return;
    event.preventDefault();
    act();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => pressed(event);
    addEventListener("keydown", listen);
    return () => removeEventListener("keydown", listen);
  }, []);
}
