import { type RefObject, useEffect, useEffectEvent } from "react";
import type { Document } from "../lines/document";
import { joinedParts, selectedParts } from "./selected";

/** Words that are selected on the picture are copied as the text has them: in rows and paragraphs. */
export function useCopiedSelection(
  lines: Document,
  texts: RefObject<ReadonlyMap<string, Element>>,
): void {
  const copied = useEffectEvent((event: ClipboardEvent) => {
    const parts = selectedParts(texts.current, document.getSelection());
    if (parts.size === 0) return;
    event.clipboardData?.setData("text/plain", joinedParts(lines, parts));
    event.preventDefault();
  });
  useEffect(() => {
    const listen = (event: ClipboardEvent) => copied(event);
    document.addEventListener("copy", listen);
    return () => document.removeEventListener("copy", listen);
  }, []);
}
