import { useEffect, useEffectEvent } from "react";

interface Pasted {
  readonly files: File[];
  readonly text: string;
}

/** What is pasted anywhere on the page, save text that is pasted into a field. */
export function usePaste(onPaste: (pasted: Pasted) => void): void {
  const pasted = useEffectEvent(onPaste);
  useEffect(() => {
    const listen = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (files.length === 0 && isField(event.target)) return;
      event.preventDefault();
      pasted({ files, text: event.clipboardData?.getData("text/plain") ?? "" });
    };
    document.addEventListener("paste", listen);
    return () => document.removeEventListener("paste", listen);
  }, []);
}

function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
}
