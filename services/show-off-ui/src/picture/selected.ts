import type { Document } from "../lines/document";

/** Lines of a document, in whole or in part, as one text: parted as they are in the document. */
export function joinedParts(document: Document, parts: ReadonlyMap<string, string>): string {
  let text = "";
  let gap = "";
  for (const line of document) {
    if (text !== "" && line.gap.length >= gap.length) gap = line.gap;
    const part = parts.get(line.id);
    if (!part) continue;
    text += text === "" ? part : (gap || " ") + part;
    gap = "";
  }
  return text;
}

/** The text of each line's element as far as it is selected, by the lines' ids. */
export function selectedParts(
  elements: ReadonlyMap<string, Element>,
  selection: Selection | null,
): Map<string, string> {
  const parts = new Map<string, string>();
  if (!selection || selection.isCollapsed) return parts;
  const range = selection.getRangeAt(0);
  for (const [id, element] of elements) {
    const text = element.firstChild;
    if (!text || !range.intersectsNode(text)) continue;
    const from = range.startContainer === text ? range.startOffset : 0;
    const to = range.endContainer === text ? range.endOffset : undefined;
    const part = (text.textContent ?? "").slice(from, to);
    if (part) parts.set(id, part);
  }
  return parts;
}
